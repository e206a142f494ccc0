using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Protocols;

/// <summary>
/// A conversation with a server as a text: lines that begin with <c>&gt;</c> are what the client says, all others that are no comment
/// are what the server answers; what is answered to a line with <c>&gt;&gt;</c> is not written down. A test says the client's lines again
/// and compares what comes back; blessing writes it anew.
/// </summary>
internal static class Transcript
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The folder of the transcripts of a protocol, with the programs that they speak of.</summary>
    public static string Folder(string protocol) => Path.Combine(FixtureTree.Repository, "tests", "transcripts", protocol);

    /// <summary>The transcripts of a protocol.</summary>
    public static TheoryData<string> Of(string protocol) =>
        [.. Directory.GetFiles(Folder(protocol), "*.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>Replays a transcript.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="say">Sends a line of the client, without the mark, and gives what the server answered: a heading and JSON each.</param>
    public static void Check(string file, Func<string, IEnumerable<(string Heading, string Json)>> say)
    {
        var text = new StringBuilder();
        foreach (string line in File.ReadAllLines(file))
        {
            if (line.StartsWith('#') || line.StartsWith('>'))
            {
                text.Append(line.StartsWith('>') && text.Length > 0 ? "\n" : "").Append(line).Append('\n');
            }

            if (line.StartsWith('>'))
            {
                bool isQuiet = line.StartsWith(">>", StringComparison.Ordinal);
                foreach ((string heading, string json) in say(line.TrimStart('>', ' ')))
                {
                    text.Append(isQuiet ? "" : $"{heading} {Pretty(json)}\n");
                }
            }
        }

        Golden.Check(file, text.ToString());
    }

    private static string Pretty(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        string oneLine = JsonSerializer.Serialize(document.RootElement, Plain);
        return oneLine.Length <= 120 ? oneLine : JsonSerializer.Serialize(document.RootElement, Indented);
    }
}
