using System.ComponentModel;
using InteRec.Settings;

namespace InteRec.Planning.Agent.Model;

/// <summary>Whether a configured model plans.</summary>
[TypeConverter(typeof(DashedEnumConverter<TrustMode>))]
public enum TrustMode
{
    /// <summary>It plans unless a probe of its planning found it too weak.</summary>
    Auto,

    /// <summary>It plans, and is not probed.</summary>
    Always,

    /// <summary>The built-in planner plans, and the model only writes replies.</summary>
    Never,
}
