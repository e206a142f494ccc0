using System.CommandLine;
using Crabwalk.Workbench.Explaining;
using Spectre.Console;

namespace Crabwalk.Cli.Verbs;

/// <summary><c>crabwalk explain</c>: what a code or rule means.</summary>
internal static class ExplainVerb
{
    /// <summary>The verb.</summary>
    public static Command Make()
    {
        var code = new Argument<string?>("CODE") { Description = "a code or rule, such as UB.UseAfterFree; without one all are listed", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Command("explain", "Explain an error code or a rule of undefined behaviour") { code };
        verb.SetAction(parsed => Explain(parsed.GetValue(code)));
        return verb;
    }

    private static int Explain(string? code)
    {
        if (code is null)
        {
            foreach (Explanation known in Explanations.All)
            {
                Console.WriteLine($"{known.Code,-28} {known.Title}");
            }

            return ExitCodes.Success;
        }

        if (Explanations.Find(code) is not { } explanation)
        {
            string hint = Explanations.Nearest(code) is { } near ? $"; did you mean `{near}`?" : "";
            Console.Error.WriteLine($"crabwalk: `{code}` is not a code of Crabwalk's{hint}");
            return ExitCodes.Usage;
        }

        Print(explanation);
        return ExitCodes.Success;
    }

    private static void Print(Explanation explanation)
    {
        AnsiConsole.Write(new Text($"{explanation.Code}: {explanation.Title}\n", new Style(decoration: Decoration.Bold)));
        AnsiConsole.Write(new Text(explanation.Citation.Length > 0 ? $"{explanation.Citation}\n\n" : "\n", new Style(Color.Grey50)));
        AnsiConsole.Write(new Text(explanation.Text + "\n"));
    }
}
