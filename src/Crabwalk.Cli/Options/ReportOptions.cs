using System.CommandLine;

namespace Crabwalk.Cli.Options;

/// <summary>The form of messages.</summary>
internal enum ErrorFormat
{
    /// <summary>rustc's text form, with the source.</summary>
    Human,

    /// <summary>One line each.</summary>
    Short,

    /// <summary>rustc's JSON, one object a line.</summary>
    Json,
}

/// <summary>How messages are printed.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string> _format = new("--error-format") { Description = "form of messages", DefaultValueFactory = _ => "human" };
    private readonly Option<string> _color = new("--color") { Description = "colours in messages and pictures", DefaultValueFactory = _ => "auto" };

    /// <summary>Makes the set.</summary>
    public ReportOptions()
    {
        _format.AcceptOnlyFromAmong("human", "short", "json");
        _color.AcceptOnlyFromAmong("auto", "always", "never");
    }

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_color);
    }

    /// <summary>The chosen form.</summary>
    public ErrorFormat FormatOf(ParseResult parsed) => parsed.GetValue(_format) switch
    {
        "json" => ErrorFormat.Json,
        "short" => ErrorFormat.Short,
        _ => ErrorFormat.Human,
    };

    /// <summary>Whether to colour what goes to a stream: asked for, or a terminal without NO_COLOR.</summary>
    public bool UsesColor(ParseResult parsed, bool isRedirected) => parsed.GetValue(_color) switch
    {
        "always" => true,
        "never" => false,
        _ => !isRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };
}
