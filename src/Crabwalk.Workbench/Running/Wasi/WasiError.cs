namespace Crabwalk.Workbench.Running.Wasi;

/// <summary>The errors of WASI preview 1 that the host has (<c>errno</c> in its witx).</summary>
internal static class WasiError
{
    public const uint None = 0;
    public const uint BadDescriptor = 8;
    public const uint Fault = 21;
    public const uint Invalid = 28;
    public const uint InputOutput = 29;
    public const uint NotCapable = 76;

    /// <summary>WASI's number for Linux's.</summary>
    public static uint Of(int linux) => linux switch
    {
        0 => None,
        1 => 63,
        2 => 44,
        9 => BadDescriptor,
        13 => 2,
        17 => 20,
        20 => 54,
        21 => 31,
        22 => Invalid,
        24 => 33,
        28 => 51,
        29 => 70,
        34 => 68,
        39 => 55,
        _ => InputOutput,
    };
}
