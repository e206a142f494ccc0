using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Wasm.Modules;
using Crabwalk.Workbench.Building;

namespace Crabwalk.Tests.Wasm;

/// <summary>A C program given as text, compiled to WebAssembly as users' files are.</summary>
internal sealed class WasmSource(string text) : ISourceProvider
{
    private const string Name = "program.c";

    /// <summary>A program with a loop of two entries, a switch, floats, a structure by value, a function pointer and variable arguments.</summary>
    public const string Varied = """
        #include <stdio.h>
        struct pair { long long a; double b; };
        static struct pair twice(struct pair p) { p.a *= 2; p.b += p.b; return p; }
        static int pick(int n) { switch (n) { case 1: return 10; case 2: return 20; case 3: return 30; case 9: return 90; default: return -1; } }
        int main(int argc, char **argv)
        {
            int n = argc, sum = 0;
            struct pair (*f)(struct pair) = twice;
            if (n > 5) goto middle;
            for (int i = 0; i < 10; i++) {
                sum += pick(i);
        middle:
                sum ^= n;
            }
            struct pair p = f((struct pair){sum, 1.25});
            printf("%d %lld %g\n", sum, p.a, p.b);
            return 0;
        }
        """;

    /// <summary>The module of a program.</summary>
    public static WasmModule Module(string text) => Build(text).Module!;

    /// <summary>A program with its module.</summary>
    public static WasmBuild Build(string text, bool isOptimised = true)
    {
        WasmBuild build = WasmBuilder.Build([Name], new(), new WasmSource(text), isOptimised);
        Assert.True(build.Module is not null, string.Join('\n', build.Diagnostics.Select(d => d.Message)));
        return build;
    }

    /// <inheritdoc/>
    public byte[]? Read(string path, out string reason)
    {
        reason = path == Name ? "" : "no such file";
        return path == Name ? Encoding.UTF8.GetBytes(text) : null;
    }
}
