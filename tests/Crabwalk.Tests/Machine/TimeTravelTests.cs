using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Time;
using CsCheck;

namespace Crabwalk.Tests.Machine;

/// <summary>A state is the same however it is reached.</summary>
public class TimeTravelTests
{
    private const string Lists = """
        #include <stdio.h>
        #include <stdlib.h>
        struct node { int value; struct node *next; };
        int main(void) {
            struct node *head = NULL;
            for (int i = 0; i < 40; i++) {
                struct node *node = malloc(sizeof *node);
                node->value = i * i;
                node->next = head;
                head = node;
                if (i % 3 == 0) { struct node *gone = head; head = head->next; free(gone); }
            }
            int sum = 0;
            while (head) { struct node *next = head->next; sum += head->value; free(head); head = next; }
            printf("%d\n", sum);
            return 0;
        }
        """;

    private const string Calls = """
        int depth(int n, int *deepest) {
            int here[4] = { n, n + 1, n + 2, n + 3 };
            if (n > *deepest) *deepest = n;
            return n == 0 ? here[3] : depth(n - 1, deepest) + here[n % 4];
        }
        int main(void) {
            int deepest = 0;
            long sum = 0;
            for (int i = 0; i < 12; i++) sum += depth(i, &deepest);
            return (int)(sum % 100) + deepest;
        }
        """;

    private const string Jumps = """
        #include <setjmp.h>
        #include <string.h>
        #include <stdio.h>
        static jmp_buf back;
        static int rounds;
        static void inner(int n) { char text[16]; sprintf(text, "round %d", n); if (strlen(text) > 6) longjmp(back, n + 1); }
        int main(void) {
            volatile int seen = setjmp(back);
            rounds++;
            if (seen < 9) inner(seen);
            return rounds;
        }
        """;

    private const string Fault = """
        #include <stdlib.h>
        int main(void) {
            int *p = malloc(8 * sizeof *p);
            for (int i = 0; i < 8; i++) p[i] = i;
            free(p);
            return p[3];
        }
        """;

    public static TheoryData<string> Programs => [Lists, Calls, Jumps, Fault];

    [Theory, MemberData(nameof(Programs))]
    public void A_state_is_the_same_forwards_backwards_and_by_jumps(string program)
    {
        using Recording recording = CSource.Record(program);
        ulong[] forwards = HashesForwards(recording.Cursor);
        for (long at = recording.Cursor.End; at >= 0; at -= 7)
        {
            recording.Cursor.MoveTo(at);
            Assert.Equal(forwards[at], recording.Cursor.StateHash);
        }

        Gen.Int[0, forwards.Length - 1].Array[1, 12].Sample(
            places =>
            {
                foreach (int place in places)
                {
                    recording.Cursor.MoveTo(place);
                    if (recording.Cursor.StateHash != forwards[place])
                    {
                        return false;
                    }
                }

                return true;
            },
            iter: 60,
            threads: 1);
    }

    [Theory, MemberData(nameof(Programs))]
    public void The_same_program_with_the_same_input_makes_the_same_recording(string program)
    {
        using Recording one = CSource.Record(program);
        using Recording other = CSource.Record(program);
        Assert.Equal(one.StepCount, other.StepCount);
        Assert.Equal(HashesForwards(one.Cursor), HashesForwards(other.Cursor));
    }

    [Fact]
    public void Going_back_does_not_ask_the_world_again()
    {
        var host = new CountingHost("12 30\n");
        using Recording recording = CSource.Record(
            """
            #include <stdio.h>
            #include <time.h>
            int main(void) { int a, b; if (scanf("%d %d", &a, &b) != 2) return 1; printf("%d\n", a + b); return clock() < 0; }
            """,
            host);
        int asked = host.Asked;
        ulong[] first = HashesForwards(recording.Cursor);
        ulong[] second = HashesForwards(recording.Cursor);
        Assert.Equal(first, second);
        Assert.Equal(asked, host.Asked);
        Assert.Equal("42\n", host.OutputText);
    }

    [Fact]
    public void A_step_takes_less_than_sixty_bytes()
    {
        using Recording recording = CSource.Record(
            """
            int main(void) {
                static int cells[4096];
                for (int round = 0; round < 12; round++)
                    for (int i = 0; i < 4096; i++) cells[i] += i ^ round;
                return cells[17] & 1;
            }
            """);
        Assert.True(recording.StepCount > 300_000, $"{recording.StepCount} steps");
        Assert.True(recording.SizeBytes < 60 * recording.StepCount, $"{recording.SizeBytes} bytes for {recording.StepCount} steps");
    }

    [Fact]
    public void Keyframes_that_were_left_out_are_not_missed()
    {
        const string rewrites = """
            int main(void) {
                static int cells[512];
                for (int round = 0; round < 60; round++)
                    for (int i = 0; i < 512; i++) cells[i] += i ^ round;
                return cells[17] & 1;
            }
            """;
        using Recording whole = CSource.Record(rewrites);
        using Recording thinned = CSource.Record(rewrites, options: CSource.Options with { RecordingBytes = 64 << 10 });
        Assert.Equal(whole.StepCount, thinned.StepCount);
        Assert.True(thinned.SizeBytes < whole.SizeBytes, $"{thinned.SizeBytes} bytes and {whole.SizeBytes}");
        Gen.Long[0, whole.Cursor.End].Sample(
            place =>
            {
                whole.Cursor.MoveTo(place);
                thinned.Cursor.MoveTo(place);
                return whole.Cursor.StateHash == thinned.Cursor.StateHash;
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void Filling_memory_takes_little_more_than_what_is_kept()
    {
        const long limit = 32 << 20;
        const string fills = """
            #include <stdlib.h>
            #include <string.h>
            int main(void) { for (char *block; (block = malloc(1000)) != NULL; ) memset(block, 1, 1000); return 0; }
            """;
        CSource.Record("int main(void) { return 0; }").Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        using Recording recording = CSource.Record(fills, options: CSource.Options with { RecordingBytes = limit });
        Assert.Equal(BudgetKind.Recording, Assert.IsType<RunEnd.OverBudget>(recording.Outcome.End).Kind);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 4 * limit, $"{allocated} bytes for {recording.SizeBytes} that are kept");
    }

    private static ulong[] HashesForwards(Cursor cursor)
    {
        var hashes = new ulong[cursor.End + 1];
        for (long at = 0; at <= cursor.End; at++)
        {
            cursor.MoveTo(at);
            hashes[at] = cursor.StateHash;
        }

        return hashes;
    }

    private sealed class CountingHost(string input) : ClosedHost(["program"], System.Text.Encoding.UTF8.GetBytes(input))
    {
        public int Asked { get; private set; }

        public override int Read(int descriptor, Span<byte> buffer, out int count)
        {
            Asked++;
            return base.Read(descriptor, buffer, out count);
        }

        public override int Write(int descriptor, ReadOnlySpan<byte> bytes, out int count)
        {
            Asked++;
            return base.Write(descriptor, bytes, out count);
        }

        public override long? Clock(int id)
        {
            Asked++;
            return Asked * 1000L;
        }
    }
}
