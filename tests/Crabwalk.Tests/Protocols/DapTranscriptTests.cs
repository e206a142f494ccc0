using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crabwalk.DebugAdapter;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Execution;

namespace Crabwalk.Tests.Protocols;

/// <summary>Whole conversations of the Debug Adapter Protocol, as clients have them.</summary>
public sealed class DapTranscriptTests
{
    /// <summary>The transcripts.</summary>
    public static TheoryData<string> Transcripts() => Transcript.Of("dap");

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void A_conversation_goes_as_it_went(string name)
    {
        var sent = new Queue<byte[]>();
        using var session = new DebugSession(World(), sent.Enqueue);
        int seq = 0;
        Transcript.Check(Path.Combine(Transcript.Folder("dap"), name), line =>
        {
            session.Handle(Encoding.UTF8.GetBytes(Request(line, ++seq)));
            var answers = new List<(string Heading, string Json)>();
            while (sent.TryDequeue(out byte[]? message))
            {
                answers.Add(Answer(message));
            }

            return answers;
        });
    }

    /// <summary>Programs of a transcript lie in the folder beside it; whatever else a launch names is not there.</summary>
    private static DebugWorld World() =>
        new(new ProgramsBeside(Path.Combine(Transcript.Folder("dap"), "programs")), (settings, input) => new ClosedHost(settings.Arguments, input), new());

    /// <summary>A line of a transcript is a command and its arguments.</summary>
    private static string Request(string line, int seq)
    {
        string[] parts = line.Split(' ', 2);
        string arguments = parts.Length > 1 ? parts[1] : "{}";
        return $$"""{"seq":{{seq}},"type":"request","command":"{{parts[0]}}","arguments":{{arguments}}}""";
    }

    private static (string Heading, string Json) Answer(byte[] message)
    {
        JsonNode node = JsonNode.Parse(message)!;
        string body = node["body"]?.ToJsonString() ?? "{}";
        return (string)node["type"]! == "event" ? ($"event {node["event"]}", body)
            : (bool)node["success"]! ? ($"response {node["command"]}", body)
            : ($"refused {node["command"]}", JsonSerializer.Serialize((string?)node["message"]));
    }

    private sealed class ProgramsBeside(string folder) : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            string file = Path.Combine(folder, path);
            bool isThere = path.IndexOf('/', StringComparison.Ordinal) < 0 && File.Exists(file);
            reason = isThere ? "" : "no such file";
            return isThere ? File.ReadAllBytes(file) : null;
        }
    }
}
