namespace InteRec.Search;

/// <summary>Numbers in words.</summary>
internal static class EnglishNumbers
{
    /// <summary>"one" to "twenty", in order.</summary>
    public static IReadOnlyList<string> ToTwenty { get; } =
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
}
