using System.Text.Json.Nodes;

namespace Crabwalk.Tests.Protocols;

/// <summary>The server under clients that mean it harm, or do it: clear answers, limits held, and the next client served.</summary>
public sealed class HostileClientTests
{
    [Fact]
    public async Task A_megabyte_of_program_is_compiled_or_refused_and_the_session_lives()
    {
        await using RunningServer server = await RunningServer.Start();
        using RunningServer.Client client = await server.Open();
        string big = "int main(void) { return 0; }\n" + new string('\n', 1_000_000);
        Assert.True((bool)(await client.Launch(big))["success"]!);
        JsonNode deep = await client.Launch("int main(void) { return " + new string('(', 500_000) + "1; }");
        Assert.False((bool)deep["success"]!);
        JsonNode tooBig = await client.Launch(new string(' ', 1_100_000));
        Assert.Contains("at most", (string)tooBig["message"]!, StringComparison.Ordinal);
        await AssertServes(client);
    }

    [Theory]
    [InlineData("int main(void) { for (;;) ; }")]
    [InlineData("int f(int n) { return f(n + 1) + 1; } int main(void) { return f(0); }")]
    [InlineData("#include <stdio.h>\nint main(void) { for (;;) puts(\"again and again and again and again and again and again and again and again\"); }")]
    [InlineData("#include <stdlib.h>\nint main(void) { for (;;) { char *p = malloc(1 << 20); if (!p) return 1; p[5] = 1; } }")]
    public async Task What_never_ends_is_ended_at_a_limit(string program)
    {
        await using RunningServer server = await RunningServer.Start();
        using RunningServer.Client client = await server.Open();
        JsonNode launched = await client.Launch(program);
        Assert.True((bool)launched["success"]!, launched.ToJsonString());
        JsonNode end = await client.Ask("crabwalk/step", JsonNode.Parse("""{"move":"end","include":[]}"""));
        Assert.NotEqual("", (string)end["body"]!["ending"]!);
        await AssertServes(client);
    }

    [Fact]
    public async Task Ten_thousand_requests_are_all_answered_in_order()
    {
        await using RunningServer server = await RunningServer.Start(new() { MessagesPerSecond = 5000 });
        using RunningServer.Client client = await server.Open();
        Task sending = Task.Run(async () =>
        {
            for (int i = 1; i <= 10_000; i++)
            {
                await client.Send($$"""{"seq":{{i}},"type":"request","command":"threads"}""");
            }
        }, TestContext.Current.CancellationToken);
        for (int i = 1; i <= 10_000; i++)
        {
            Assert.Equal(i, (int)(await client.Receive())!["request_seq"]!);
        }

        await sending;
        using RunningServer.Client next = await server.Open();
        await AssertServes(next);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"request\"")]
    [InlineData("{\"seq\":\"one\",\"type\":\"request\",\"command\":\"threads\"}")]
    [InlineData("\u0000\u0001")]
    public async Task Malformed_messages_cost_an_answer_and_no_more(string message)
    {
        await using RunningServer server = await RunningServer.Start();
        using RunningServer.Client client = await server.Open();
        await client.Send(message);
        await client.Send(new string('[', 5000));
        Assert.False((bool)(await client.Receive())!["success"]!);
        await AssertServes(client);
    }

    [Fact]
    public async Task A_message_that_is_too_long_closes_its_session_only()
    {
        await using RunningServer server = await RunningServer.Start(new() { MostMessageBytes = 10_000 });
        using RunningServer.Client other = await server.Open();
        using RunningServer.Client client = await server.Open();
        await client.Send(new string('x', 20_000));
        Assert.Null(await client.Receive());
        await AssertServes(other);
    }

    [Fact]
    public async Task A_connection_that_is_cut_gives_its_place_back()
    {
        await using RunningServer server = await RunningServer.Start(new() { MostSessions = 1 });
        using (RunningServer.Client client = await server.Open())
        {
            await client.Send("""{"seq":1,"type":"request","command":"launch","arguments":{"sources":[{"path":"a.c","text":"int main(void) { for (;;) ; }"}]}}""");
        }

        for (int i = 0; i < 100 && await server.OpenSessions() > 0; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        using RunningServer.Client next = await server.Open();
        await AssertServes(next);
    }

    [Fact]
    public async Task More_sessions_than_there_is_room_for_are_refused_with_a_reason()
    {
        await using RunningServer server = await RunningServer.Start(new() { MostSessions = 2 });
        using RunningServer.Client one = await server.Open();
        using RunningServer.Client two = await server.Open();
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => server.Open());
        Assert.Equal("503", refused.Message);
        await AssertServes(one);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait()
    {
        await using RunningServer server = await RunningServer.Start(new() { RequestBurst = 5, RequestsPerSecond = 1 });
        var statuses = new List<int>();
        for (int i = 0; i < 20; i++)
        {
            using HttpResponseMessage answer = await server.Http.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
            statuses.Add((int)answer.StatusCode);
        }

        Assert.Contains(429, statuses);
    }

    [Fact]
    public async Task Pages_of_elsewhere_open_no_session_and_reach_no_file()
    {
        await using RunningServer server = await RunningServer.Start();
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => server.Open(origin: "http://evil.example"));
        Assert.Equal("403", refused.Message);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/health");
        asked.Headers.Host = "evil.example";
        using HttpResponseMessage answer = await server.Http.SendAsync(asked, TestContext.Current.CancellationToken);
        Assert.Equal(421, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("#include \"/etc/passwd\"\nint main(void) { return 0; }")]
    [InlineData("#include \"../../../../etc/passwd\"\nint main(void) { return 0; }")]
    [InlineData("#include <../../../../../../etc/passwd>\nint main(void) { return 0; }")]
    public async Task The_servers_files_are_not_there_for_programs(string program)
    {
        await using RunningServer server = await RunningServer.Start();
        using RunningServer.Client client = await server.Open();
        string answer = (await client.Launch(program)).ToJsonString();
        Assert.Contains("\"success\":false", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_one_session_is_seen_from_another()
    {
        await using RunningServer server = await RunningServer.Start();
        using RunningServer.Client one = await server.Open();
        using RunningServer.Client two = await server.Open();
        Assert.True((bool)(await one.Launch("int main(void) { return 7; }"))["success"]!);
        Assert.Equal("no program was launched", (string)(await two.Ask("stackTrace"))["message"]!);
        Assert.False((bool)(await two.Ask("launch", JsonNode.Parse("""{"program":"main.c"}""")))["success"]!);
    }

    private static async Task AssertServes(RunningServer.Client client)
    {
        Assert.True((bool)(await client.Launch("int main(void) { return 0; }"))["success"]!);
        Assert.True((bool)(await client.Ask("crabwalk/step", JsonNode.Parse("""{"include":["scene"]}""")))["success"]!);
    }
}
