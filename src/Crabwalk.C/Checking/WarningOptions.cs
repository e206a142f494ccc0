using System.Collections.Immutable;
using Crabwalk.Foundation.Diagnostics;

namespace Crabwalk.C.Checking;

/// <summary>Which warnings are given, in gcc's words: <c>-Wall</c>, <c>-Wextra</c>, <c>-Wname</c>, <c>-Wno-name</c>, <c>-Werror</c>, <c>-Werror=name</c>, <c>-w</c>.</summary>
public sealed record WarningOptions
{
    /// <summary>What gcc warns of when nothing is said.</summary>
    public static readonly WarningOptions Default = new();

    private ImmutableDictionary<string, bool> Chosen { get; init; } = [];

    private ImmutableDictionary<string, bool> ChosenErrors { get; init; } = [];

    private WarningGroup Groups { get; init; } = WarningGroup.Default;

    private bool AllAreErrors { get; init; }

    private bool IsSilent { get; init; }

    /// <summary>
    /// Applies one option; false when neither gcc nor Crabwalk has a warning of that name. As for gcc, the name behind <c>-Wno-</c>
    /// may be any: a project may switch off what only newer compilers have.
    /// </summary>
    public bool TryApply(string option, out WarningOptions result)
    {
        result = option switch
        {
            "-w" => this with { IsSilent = true },
            "-Wall" => this with { Groups = Groups | WarningGroup.All },
            "-Wextra" or "-W" => this with { Groups = Groups | WarningGroup.Extra },
            "-Wpedantic" or "-pedantic" => this with { Groups = Groups | WarningGroup.Pedantic },
            "-pedantic-errors" => this with { Groups = Groups | WarningGroup.Pedantic, ChosenErrors = ChosenErrors.SetItem("-Wpedantic", true) },
            "-Werror" => this with { AllAreErrors = true },
            "-Wno-error" => this with { AllAreErrors = false },
            _ => ApplyNamed(option),
        };
        return !ReferenceEquals(result, this) || IsKnown(option);
    }

    /// <summary>True when this warning is to be given.</summary>
    public bool IsEnabled(string name)
    {
        if (IsSilent)
        {
            return false;
        }

        return Chosen.TryGetValue(name, out bool chosen) ? chosen : (Warnings.GroupOf(name) & Groups) != 0;
    }

    /// <summary>True when this warning stops the build.</summary>
    public bool IsError(string name) => ChosenErrors.TryGetValue(name, out bool chosen) ? chosen : AllAreErrors;

    /// <summary>How severe a warning is; null when it is off. Names without a row here, such as the lexer's codes, are on.</summary>
    public Severity? SeverityOf(string name)
    {
        bool isOn = Warnings.GroupOf(name) == WarningGroup.Unknown ? !IsSilent : IsEnabled(name);
        return !isOn ? null : IsError(name) ? Severity.Error : Severity.Warning;
    }

    private WarningOptions ApplyNamed(string option)
    {
        if (!option.StartsWith("-W", StringComparison.Ordinal))
        {
            return this;
        }

        string name = option[2..];
        if (TryStrip(ref name, "no-error="))
        {
            return Named(name).Aggregate(this, (all, soft) => all with { ChosenErrors = all.ChosenErrors.SetItem(soft, false) });
        }

        if (TryStrip(ref name, "error="))
        {
            return Named(name).Aggregate(this, (all, hard) => all with { ChosenErrors = all.ChosenErrors.SetItem(hard, true), Chosen = all.Chosen.SetItem(hard, true) });
        }

        bool isOn = !TryStrip(ref name, "no-");
        return Named(name).Aggregate(this, (all, known) => all with { Chosen = all.Chosen.SetItem(known, isOn) });
    }

    private static bool IsKnown(string option)
    {
        if (option is "-w" or "-Werror" or "-Wno-error" || option.StartsWith("-Wno-", StringComparison.Ordinal))
        {
            return true;
        }

        string name = option.StartsWith("-W", StringComparison.Ordinal) ? option[2..] : "";
        TryStrip(ref name, "error=");
        return !Named(name).IsEmpty || AcceptedWarnings.Contains(Plain(name));
    }

    /// <summary>The warnings that a name without <c>-W</c> stands for: itself, or the members of a group.</summary>
    private static ImmutableArray<string> Named(string name)
    {
        string plain = Plain(name);
        ImmutableArray<string> members = Warnings.MembersOf(plain);
        return !members.IsEmpty ? members : Warnings.GroupOf(plain) == WarningGroup.Unknown ? [] : [plain];
    }

    private static string Plain(string name)
    {
        int level = name.IndexOf('=', StringComparison.Ordinal);
        return "-W" + (level < 0 ? name : name[..level]);
    }

    private static bool TryStrip(ref string text, string prefix)
    {
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        text = text[prefix.Length..];
        return true;
    }
}

/// <summary>By which option a warning comes on.</summary>
[Flags]
public enum WarningGroup
{
    /// <summary>No warning of this name.</summary>
    Unknown = 0,

    /// <summary>On unless switched off.</summary>
    Default = 1,

    /// <summary><c>-Wall</c>.</summary>
    All = 2,

    /// <summary><c>-Wextra</c>.</summary>
    Extra = 4,

    /// <summary><c>-Wpedantic</c>.</summary>
    Pedantic = 8,

    /// <summary>Only by its own name.</summary>
    Named = 16,
}
