using System.CommandLine;
using Crabwalk.Cli.Verbs;
using Crabwalk.Foundation.Diagnostics;

namespace Crabwalk.Cli;

/// <summary>
/// The command line: one verb each, parsed by System.CommandLine. What stands after <c>--</c> is the program's own and is cut off
/// before, so that no option of a program can be taken for one of Crabwalk's.
/// </summary>
internal static class CommandLine
{
    /// <summary>Runs the command line and gives the exit code.</summary>
    public static int Run(string[] arguments)
    {
        int dashes = Array.IndexOf(arguments, "--");
        string[] own = dashes < 0 ? arguments : arguments[..dashes];
        string[] programs = dashes < 0 ? [] : arguments[(dashes + 1)..];
        ParseResult parsed = Root(programs).Parse(own);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(parsed);
        }

        try
        {
            return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
        }
        catch (CompilerBugException bug)
        {
            return Apologise(bug.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Apologise($"{exception.GetType().Name}: {exception.Message}{FirstFrame(exception)}");
        }
    }

    private static RootCommand Root(string[] programArguments)
    {
        var root = new RootCommand("Crabwalk: see every byte, every owner, every step of C and Rust, forwards and backwards.");
        root.Add(WalkVerb.Make(programArguments));
        root.Add(CheckVerb.Make());
        root.Add(AuditVerb.Make(programArguments));
        root.Add(RunVerb.Make(programArguments));
        root.Add(BuildVerb.Make());
        root.Add(TestVerb.Make(programArguments));
        root.Add(DrawVerb.Make(programArguments));
        root.Add(ShowVerb.Make());
        root.Add(ExplainVerb.Make());
        root.Add(DapVerb.Make());
        root.Add(LspVerb.Make());
#if !NATIVE
        root.Add(StudioVerb.Make());
#endif
        return root;
    }

    private static int Refuse(ParseResult parsed)
    {
        foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
        {
            Console.Error.WriteLine($"crabwalk: {LowerFirst(error.Message.TrimEnd('.'))}");
        }

        string verb = parsed.CommandResult.Command is RootCommand ? "" : $" {parsed.CommandResult.Command.Name}";
        Console.Error.WriteLine($"try `crabwalk{verb} --help`");
        return ExitCodes.Usage;
    }

    private static int Apologise(string what)
    {
        Console.Error.WriteLine($"crabwalk: this is a fault of Crabwalk itself, not of your program: {what}");
        Console.Error.WriteLine("please report it together with the program that brought it about");
        return ExitCodes.InternalError;
    }

    /// <summary>Where it happened, in one line: enough for a report, and no wall of text for the reader.</summary>
    private static string FirstFrame(Exception exception)
    {
        string? frame = exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim();
        return frame is null ? "" : $" ({frame})";
    }

    private static string LowerFirst(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
