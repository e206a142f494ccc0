using System.Text;
using System.Text.Json.Nodes;
using Crabwalk.Foundation.Text;
using Crabwalk.LanguageServer;

namespace Crabwalk.Tests.Protocols;

/// <summary>Whole conversations of the Language Server Protocol, as editors have them.</summary>
public sealed class LspTranscriptTests
{
    /// <summary>The transcripts.</summary>
    public static TheoryData<string> Transcripts() => Transcript.Of("lsp");

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void A_conversation_goes_as_it_went(string name)
    {
        var sent = new Queue<byte[]>();
        using var session = new LanguageSession(new(new NoFiles(), 1 << 20, TimeSpan.Zero), sent.Enqueue);
        int id = 0;
        Transcript.Check(Path.Combine(Transcript.Folder("lsp"), name), line =>
        {
            Say(session, line, ref id);
            var answers = new List<(string Heading, string Json)>();
            while (sent.TryDequeue(out byte[]? message))
            {
                answers.Add(Answer(message));
            }

            return answers;
        });
    }

    /// <summary>A line is a method and its parameters; <c>!</c> before it makes a notification; <c>idle</c> is a client that is silent; <c>raw</c> sends text as it is.</summary>
    private static void Say(LanguageSession session, string line, ref int id)
    {
        string[] parts = line.Split(' ', 2);
        string parameters = parts.Length > 1 ? parts[1] : "{}";
        switch (parts[0])
        {
            case "idle":
                session.Idle();
                break;
            case "raw":
                session.Handle(Encoding.UTF8.GetBytes(parameters));
                break;
            case ['!', .. var method]:
                session.Handle(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{parameters}}}"""));
                break;
            default:
                session.Handle(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{++id}},"method":"{{parts[0]}}","params":{{parameters}}}"""));
                break;
        }
    }

    private static (string Heading, string Json) Answer(byte[] message)
    {
        JsonNode node = JsonNode.Parse(message)!;
        return node["method"] is { } method ? ($"notification {method}", node["params"]!.ToJsonString())
            : node["error"] is { } error ? ("error", error.ToJsonString())
            : ("result", node["result"]?.ToJsonString() ?? "null");
    }

    private sealed class NoFiles : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = "no such file";
            return null;
        }
    }
}
