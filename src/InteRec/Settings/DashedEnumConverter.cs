using System.ComponentModel;
using System.Globalization;

namespace InteRec.Settings;

/// <summary>Reads an enum from settings as people write it: <c>chat-rec</c> for <c>ChatRec</c>, case ignored.</summary>
internal sealed class DashedEnumConverter<T> : EnumConverter
    where T : struct, Enum
{
    /// <summary>A converter for the enum.</summary>
    public DashedEnumConverter()
        : base(typeof(T)) { }

    /// <inheritdoc />
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text
        && Enum.TryParse<T>(text.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var read)
        && Enum.IsDefined(read)
            ? read
            : base.ConvertFrom(context, culture, value);
}
