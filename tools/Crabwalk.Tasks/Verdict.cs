using System.Text.Json;
using System.Text.RegularExpressions;

namespace Crabwalk.Tasks;

/// <summary>How a program of a suite fared.</summary>
internal enum Outcome
{
    /// <summary>It did what it must.</summary>
    Pass,

    /// <summary>It was stopped at undefined behaviour, with the rule, the line and the clause: a claim about the program that a reader can check.</summary>
    Undefined,

    /// <summary>It was refused, and gcc refuses it too.</summary>
    Refused,

    /// <summary>It says nothing about us: with gcc it does not end.</summary>
    Skipped,

    /// <summary>It needs something that Crabwalk does not have yet (<c>CW0001</c>).</summary>
    Unsupported,

    /// <summary>Anything else: a fault of ours.</summary>
    Fail,
}

/// <summary>A program, how it fared, and why when it did not pass.</summary>
internal sealed partial record Verdict(string Name, Outcome Outcome, string Reason)
{
    private const int StoppedAtUndefinedBehaviour = 70;

    /// <summary>The verdict as a line of a snapshot.</summary>
    public string Line => Outcome == Outcome.Pass ? $"pass {Name}\n" : $"{Word} {Name}: {Reason}\n";

    private string Word => Outcome == Outcome.Fail ? "FAIL" : Outcome.ToString().ToLowerInvariant();

    /// <summary>Judges a run under <c>audit --error-format json</c>.</summary>
    public static Verdict Of(SuiteProgram program, Finished run, Expectation? expected)
    {
        Error? error = Error.First(run.Errors);
        return (run.ExitCode, error) switch
        {
            (null, _) => new(program.Name, Outcome.Fail, "does not end in time"),
            (_, null) when ReferenceEquals(expected, Expectation.Undefined) => new(program.Name, Outcome.Fail, "is not stopped"),
            (StoppedAtUndefinedBehaviour, { } stop) when stop.Code.StartsWith("UB.", StringComparison.Ordinal) => new(program.Name, Outcome.Undefined, stop.ToString()),
            (_, { Code: "CW0001" }) => new(program.Name, Outcome.Unsupported, error.ToString()),
            (_, { } refusal) when expected is null => new(program.Name, Outcome.Refused, refusal.ToString()),
            (_, { } refusal) when !refusal.Code.StartsWith("LEAK", StringComparison.OrdinalIgnoreCase) => new(program.Name, Outcome.Fail, refusal.ToString()),
            _ when expected is null => new(program.Name, Outcome.Fail, "is accepted, and gcc refuses it"),
            _ => expected.Difference(run) is { } difference ? new(program.Name, Outcome.Fail, difference) : new(program.Name, Outcome.Pass, ""),
        };
    }

    /// <summary>The first error of a run's messages, in the words of the message.</summary>
    private sealed partial record Error(string Code, string Message, string? Place, string? Clause)
    {
        public static Error? First(string messages)
        {
            foreach (string line in messages.Split('\n').Where(l => l.StartsWith('{')))
            {
                using JsonDocument parsed = JsonDocument.Parse(line);
                JsonElement message = parsed.RootElement;
                if (message.GetProperty("level").GetString() == "error" && message.GetProperty("code").ValueKind == JsonValueKind.Object)
                {
                    return new(message.GetProperty("code").GetProperty("code").GetString()!, message.GetProperty("message").GetString()!, PlaceOf(message), ClauseOf(message));
                }
            }

            return null;
        }

        public override string ToString() => $"{Code}{(Place is null ? "" : " at " + Place)}{(Clause is null ? "" : $" ({Clause})")}: {Message}";

        private static string? PlaceOf(JsonElement message) => message.GetProperty("spans").EnumerateArray()
            .Where(s => s.GetProperty("is_primary").GetBoolean())
            .Select(s => $"{Path.GetFileName(s.GetProperty("file_name").GetString())}:{s.GetProperty("line_start").GetInt32()}").FirstOrDefault();

        private static string? ClauseOf(JsonElement message) => message.GetProperty("children").EnumerateArray()
            .Select(c => Clauses().Match(c.GetProperty("message").GetString()!)).FirstOrDefault(m => m.Success)?.Groups[1].Value;

        [GeneratedRegex("^(C17 [^;]*);")]
        private static partial Regex Clauses();
    }
}
