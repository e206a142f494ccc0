using System.Text;
using Crabwalk.Machine.Execution;
using Crabwalk.Sandbox;
using Crabwalk.Wasm.Binary;
using Crabwalk.Wasm.Modules;
using Crabwalk.Wasm.Validation;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Running.Wasi;

namespace Crabwalk.Tests.Wasm;

/// <summary>Modules that mean harm are contained on both engines, with a word about what they tried.</summary>
public sealed class HostileModuleTests
{
    private static readonly RunSettings Tight = new() { MaxSteps = 2_000_000, MaxMemoryBytes = 4 << 20, MaxOutputBytes = 1000, MaxDepth = 10_000 };

    private static readonly Instruction[] Path = [new(Opcode.I32Const, 16), new(Opcode.I32Const, 19)];

    [Fact]
    public void An_endless_loop_ends_at_the_limit() =>
        Contained([new(Opcode.Loop, BlockType.Empty), new(Opcode.Br), new(Opcode.End)], new Ending.OverBudget("2000000 steps"));

    // Grows until it is refused; only then it comes to the end.
    [Fact]
    public void Memory_grows_to_the_limit_and_no_further() => Contained(
        [
            new(Opcode.Loop, BlockType.Empty), new(Opcode.I32Const, 1), new(Opcode.MemoryGrow), new(Opcode.I32Const, -1), new(Opcode.I32Ne), new(Opcode.BrIf), new(Opcode.End),
            new(Opcode.MemorySize), new(Opcode.I32Const, 64), new(Opcode.I32Ne), new(Opcode.If, BlockType.Empty), new(Opcode.Unreachable), new(Opcode.End),
        ],
        new Ending.Exited(0));

    [Fact]
    public void A_memory_beyond_the_limit_is_not_given() =>
        Contained([], new Ending.OverBudget("4194304 bytes of memory"), module => module with { Memory = new(5000) });

    [Fact]
    public void Endless_recursion_ends_at_the_room_for_calls() =>
        Contained([new(Opcode.Call, Start)], new Ending.OverBudget("the room for calls within calls"));

    [Theory]
    [InlineData(Opcode.I32Load, 0xFFFF_FFFFL)]
    [InlineData(Opcode.I32Load, 65533L)]
    [InlineData(Opcode.I64Load, 65536L)]
    public void Memory_outside_is_out_of_reach(Opcode opcode, long offset) =>
        Contained([new(Opcode.I32Const, -1), new(opcode, offset), new(Opcode.Drop)], new Ending.Killed("memory is used that the program does not have"));

    [Fact]
    public void Data_outside_of_memory_is_not_placed() =>
        Contained([], new Ending.Killed("memory is used that the program does not have"), module => module with { Data = [new(65530, [.. new byte[10]])] });

    [Theory]
    [InlineData(0, "a null function pointer is called")]
    [InlineData(1, "a function is called through a pointer of another type")]
    [InlineData(9, "a call leads to no function")]
    [InlineData(-1, "a call leads to no function")]
    public void A_forged_function_pointer_is_not_followed(int entry, string words) =>
        Contained([new(Opcode.I32Const, entry), new(Opcode.CallIndirect)], new Ending.Killed(words), module => module with { Table = new(2), Elements = [new(1, [Opened])] });

    // The result of path_open, 76 for "not capable" or 2 for "not permitted" and the like, becomes the exit code.
    [Fact]
    public void A_path_out_of_the_granted_folder_is_refused()
    {
        Instruction[] code =
        [
            new(Opcode.I32Const, 3), new(Opcode.I32Const, 0), .. Path, new(Opcode.I32Const, 0), new(Opcode.I64Const, 2), new(Opcode.I64Const, 0), new(Opcode.I32Const, 0), new(Opcode.I32Const, 0),
            new(Opcode.Call, Opened), new(Opcode.Call, Exit),
        ];
        foreach (Ending ending in EndingsOf(Module(code)))
        {
            Assert.NotEqual(0, Assert.IsType<Ending.Exited>(ending).Code);
        }
    }

    // fd_write with a list of buffers outside of memory gives the error 21 (fault), with too many of them 28 (invalid).
    [Theory]
    [InlineData(-16, 1, 21)]
    [InlineData(65532, 1, 21)]
    [InlineData(0, 100_000, 28)]
    public void Addresses_given_to_the_host_are_checked(int list, int count, int error) => Contained(
        [new(Opcode.I32Const, 1), new(Opcode.I32Const, list), new(Opcode.I32Const, count), new(Opcode.I32Const, 8), new(Opcode.Call, Written), new(Opcode.Call, Exit)],
        new Ending.Exited(error));

    [Fact]
    public void Output_ends_at_the_limit() => Contained(
        [
            new(Opcode.I32Const, 0), new(Opcode.I32Const, 0), new(Opcode.I32Store), new(Opcode.I32Const, 4), new(Opcode.I32Const, 600), new(Opcode.I32Store),
            new(Opcode.Loop, BlockType.Empty),
            new(Opcode.I32Const, 1), new(Opcode.I32Const, 0), new(Opcode.I32Const, 1), new(Opcode.I32Const, 8), new(Opcode.Call, Written), new(Opcode.Drop), new(Opcode.Br),
            new(Opcode.End),
        ],
        new Ending.OverBudget("1000 bytes of output"));

    [Theory]
    [InlineData("wasi_snapshot_preview1", "sock_open", "il:l", "it asks for `sock_open` of `wasi_snapshot_preview1`, which is not there")]
    [InlineData("env", "system", "i:i", "it asks for `system` of `env`, which is not there")]
    [InlineData("wasi_snapshot_preview1", "fd_write", ":i", "it asks for `fd_write` as (result i32), which is (param i32 i32 i32 i32) (result i32)")]
    public void Nothing_is_imported_that_is_not_offered(string from, string name, string type, string words)
    {
        WasmModule module = Module([]);
        WasmModule asking = module with { Types = [.. module.Types, FunctionType.Parse(type)], Imports = [.. module.Imports.Take(module.Imports.Count - 1), new(from, name, module.Types.Count)] };
        Assert.All(EndingsOf(asking), ending => Assert.Equal(new Ending.Killed($"the module cannot be linked: {words}"), ending));
    }

    [Fact]
    public void Changed_and_cut_files_are_refused_or_contained()
    {
        byte[] file = ModuleWriter.Write(WasmSource.Module(WasmSource.Varied)).Bytes;
        var random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 400; round++)
        {
            byte[] changed = round % 4 == 0 ? file[..random.Next(file.Length)] : [.. file];
            for (int i = random.Next(1, 4); i > 0 && changed.Length > 0; i--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            if (ModuleReader.Read(changed, out ModuleProblem? problem) is not { } module)
            {
                Assert.InRange(problem!.Offset, 0, changed.Length);
                refused++;
            }
            else if (ModuleValidator.Check(module) is { } invalid)
            {
                Assert.NotEqual("", invalid.Reason);
                refused++;
            }
            else
            {
                ModuleInterpretation.Run(module, World(), Tight);
            }
        }

        Assert.InRange(refused, 100, 399);
    }

    [Fact]
    public void Wasmtime_refuses_what_is_no_module()
    {
        Ending ending = WasmEngine.Run(Encoding.ASCII.GetBytes("no module at all"), World(), Tight).Ending;
        Assert.StartsWith("the module is not valid: ", Assert.IsType<Ending.Killed>(ending).Reason, StringComparison.Ordinal);
    }

    private const int Written = 0;
    private const int Exit = 1;
    private const int Opened = 2;
    private const int Start = 3;

    private static void Contained(Instruction[] code, Ending ending, Func<WasmModule, WasmModule>? change = null)
    {
        WasmModule module = Module(code);
        Assert.All(EndingsOf(change?.Invoke(module) ?? module), actual => Assert.Equal(ending, actual));
    }

    private static Ending[] EndingsOf(WasmModule module) =>
    [
        ModuleInterpretation.Run(module, World(), Tight).Ending,
        WasmEngine.Run(ModuleWriter.Write(module).Bytes, World(), Tight).Ending,
    ];

    private static WasiWorld World() => new(new ClosedHost([], default), Tight);

    private static WasmModule Module(Instruction[] code) => new()
    {
        Types = [FunctionType.Parse(":"), FunctionType.Parse("iiii:i"), FunctionType.Parse("i:"), FunctionType.Parse("iiiiillii:i")],
        Imports = [new(WasiWorld.ModuleName, "fd_write", 1), new(WasiWorld.ModuleName, "proc_exit", 2), new(WasiWorld.ModuleName, "path_open", 3)],
        Functions = [new(0, [], [.. code, new(Opcode.End)], "_start")],
        Memory = new(1),
        Data = [new(16, [.. "../../../etc/passwd"u8])],
        Exports = [new("memory", ExternalKind.Memory, 0), new("_start", ExternalKind.Function, Start)],
    };
}
