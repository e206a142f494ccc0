using System.Text;
using Crabwalk.Mir.Layout;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.C.Parsing;

/// <summary>No input makes the parser throw, hang or run out of stack.</summary>
public sealed class HostileProgramTests
{
    private const int Mutants = 400;

    [Theory]
    [InlineData("int x = ", "(", "1", ")", ";")]
    [InlineData("int f(void) { return ", "-", "1", "", "; }")]
    [InlineData("int f(void) { return ", "!(", "1", ")", "; }")]
    [InlineData("int f(void) ", "{", "", "}", "")]
    [InlineData("int ", "*", "x", "", ";")]
    [InlineData("int ", "(*", "x", ")", ";")]
    [InlineData("int x", "[1]", "", "", ";")]
    [InlineData("int x[1] = ", "{", "1", "}", ";")]
    [InlineData("struct s ", "{ struct ", "{ int x; }", " x; }", " y;")]
    [InlineData("int f(int x) { ", "if (x) ", ";", "", " }")]
    [InlineData("int f(int x) { if (x) ; ", "else if (x) ; ", "", "", " }")]
    [InlineData("int f(int x) { return x", " + x", "", "", "; }")]
    [InlineData("int f(int x) { return x", " ? x : x", "", "", "; }")]
    [InlineData("int f(int x) { return ", "x = ", "1", "", "; }")]
    [InlineData("int f(int x) { return ", "sizeof ", "x", "", "; }")]
    [InlineData("int f(int x) { return ", "(int)", "x", "", "; }")]
    [InlineData("int f(int *x) { return x", "[0]", "", "", "; }")]
    [InlineData("int f(int *x) { f", "(0)", "", "", "; }")]
    [InlineData("int f(int x) { ", "a: ", ";", "", " }")]
    [InlineData("int f(int x) { ", "switch (x) case 1: ", ";", "", " }")]
    [InlineData("int f(int x) { ", "while (x) do ", ";", " while (x);", " }")]
    [InlineData("int f", "(int g", "(void)", ")", ";")]
    [InlineData("int x = ", "({ ", "1;", " })", ";")]
    [InlineData("typeof(", "typeof(", "int", ")", ") x;")]
    public void A_hundred_thousand_levels(string head, string open, string middle, string close, string tail)
    {
        const int Levels = 100_000;
        string text = head + string.Concat(Enumerable.Repeat(open, Levels)) + middle + string.Concat(Enumerable.Repeat(close, Levels)) + tail;
        Parsed? parsed = null;
        var thread = new Thread(() => parsed = Parsed.Run(text), maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();
        Assert.NotNull(parsed);
    }

    /// <summary>Good programs with tokens dropped, doubled, swapped and cut: the same mutants each time.</summary>
    [Fact]
    public void Mutated_programs()
    {
        string[] programs = [.. FixtureTree.All.Where(f => f.Extension == ".c").Select(f => f.Path).Distinct().Order(StringComparer.Ordinal)];
        var random = new Random(20);
        for (int i = 0; i < Mutants; i++)
        {
            byte[] text = File.ReadAllBytes(programs[random.Next(programs.Length)]);
            byte[] mutant = Mutate(text, random);
            try
            {
                Parsed.Run(mutant, Target.X64, ["-Wall", "-Wextra"]);
            }
            catch (Exception exception)
            {
                Assert.Fail($"mutant {i}: {exception}\n{Encoding.UTF8.GetString(mutant)}");
            }
        }
    }

    private static byte[] Mutate(byte[] text, Random random)
    {
        var words = new List<string>(System.Text.RegularExpressions.Regex.Split(Encoding.Latin1.GetString(text), "(\\W)"));
        for (int i = random.Next(1, 8); i > 0 && words.Count > 2; i--)
        {
            int at = random.Next(words.Count);
            int other = random.Next(words.Count);
            switch (random.Next(5))
            {
                case 0:
                    words.RemoveAt(at);
                    break;
                case 1:
                    words.Insert(at, words[other]);
                    break;
                case 2:
                    (words[at], words[other]) = (words[other], words[at]);
                    break;
                case 3:
                    words[at] = words[other];
                    break;
                default:
                    words.RemoveRange(at, Math.Min(random.Next(30), words.Count - at));
                    break;
            }
        }

        return Encoding.Latin1.GetBytes(string.Concat(words));
    }
}
