using Crabwalk.Wasm.Binary;
using Crabwalk.Wasm.Modules;
using Crabwalk.Wasm.Text;
using Crabwalk.Wasm.Validation;

namespace Crabwalk.Tests.Wasm;

/// <summary>The formats of modules: what is written is read back, and what is broken is refused with its place.</summary>
public sealed class ModuleFormatTests
{
    private static readonly Lazy<WasmModule> Varied = new(() => WasmSource.Module(WasmSource.Varied));

    [Fact]
    public void A_module_is_valid_and_read_back_as_it_was_written()
    {
        byte[] bytes = ModuleWriter.Write(Varied.Value).Bytes;
        WasmModule? read = ModuleReader.Read(bytes, out ModuleProblem? problem);
        Assert.True(read is not null, problem?.ToString());
        Assert.Null(ModuleValidator.Check(read));
        Assert.Equal(bytes, ModuleWriter.Write(read).Bytes);
        Assert.Equal(Varied.Value.Functions.Select(f => f.Name), read.Functions.Select(f => f.Name));
        Assert.Equal(WatWriter.Write(Varied.Value with { Functions = Unmarked(Varied.Value) }), WatWriter.Write(read));
    }

    [Fact]
    public void Equal_programs_give_equal_bytes() =>
        Assert.Equal(ModuleWriter.Write(Varied.Value).Bytes, ModuleWriter.Write(WasmSource.Module(WasmSource.Varied)).Bytes);

    [Fact]
    public void A_module_that_is_cut_short_is_refused_with_its_place()
    {
        byte[] bytes = ModuleWriter.Write(Varied.Value, NameSections.Left).Bytes;
        int data = bytes.Length - 40;
        for (int length = 0; length < data; length += Math.Max(1, length / 40))
        {
            if (ModuleReader.Read(bytes.AsMemory(0, length), out ModuleProblem? problem) is { } whole)
            {
                // Cut just between two sections, before there are functions.
                Assert.Empty(whole.Functions);
                continue;
            }

            Assert.InRange(problem!.Offset, 0, length);
            Assert.NotEqual("", problem.Reason);
        }
    }

    [Fact]
    public void A_module_with_changed_bytes_never_throws()
    {
        byte[] bytes = ModuleWriter.Write(Varied.Value).Bytes;
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            byte[] changed = [.. bytes];
            for (int i = 0; i < 3; i++)
            {
                changed[random.Next(8, 4000)] = (byte)random.Next(256);
            }

            if (ModuleReader.Read(changed, out _) is { } read)
            {
                ModuleValidator.Check(read);
            }
        }
    }

    [Theory]
    [InlineData("an operand is missing", Opcode.I32Add)]
    [InlineData("there is no such local", Opcode.LocalGet)]
    [InlineData("there is no such function", Opcode.Call)]
    [InlineData("a jump leaves more blocks than are open", Opcode.Br)]
    [InlineData("values are left over at the end of a block", Opcode.I32Const)]
    public void A_wrong_function_is_refused_with_a_reason(string reason, Opcode opcode)
    {
        var module = new WasmModule
        {
            Types = [new([], [])],
            Functions = [new(0, [], [new(opcode, 7), new(Opcode.End)], "f")],
        };
        Assert.Equal(reason, ModuleValidator.Check(module)?.Reason);
    }

    [Fact]
    public void Numbers_of_every_size_are_read_back()
    {
        long[] numbers = [0, 1, -1, 63, 64, -64, -65, 8191, 8192, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];
        Instruction[] code = [.. numbers.SelectMany(n => (Instruction[])[new(Opcode.I64Const, n), new(Opcode.Drop)]), new(Opcode.End)];
        var module = new WasmModule { Types = [new([], [])], Functions = [new(0, [], [.. code], "f")] };
        WasmModule? read = ModuleReader.Read(ModuleWriter.Write(module).Bytes, out _);
        Assert.Equal(code, read!.Functions[0].Code);
    }

    private static Crabwalk.Foundation.Collections.EquatableArray<WasmFunction> Unmarked(WasmModule module) =>
        [.. module.Functions.Select(f => f with { Marks = [] })];
}
