using System.Globalization;
using Crabwalk.Wasm.Binary;
using Crabwalk.Wasm.Interpretation;
using Crabwalk.Wasm.Modules;
using Crabwalk.Wasm.Validation;
using Wasmtime;
using FunctionImport = Crabwalk.Wasm.Modules.FunctionImport;
using Trap = Crabwalk.Wasm.Interpretation.Trap;
using TrapException = Wasmtime.TrapException;

namespace Crabwalk.Tests.Wasm;

/// <summary>One module without imports on our interpreter and on Wasmtime.</summary>
internal sealed class TwoEngines : IDisposable
{
    private const string NoEnd = "no end";

    private readonly WasmModule _module;
    private readonly Engine _engine = new(new Config().WithMaximumStackSize(512 << 10));
    private readonly Module _compiled;
    private Store? _store;
    private Instance? _instance;

    /// <summary>Checks and compiles a module.</summary>
    public TwoEngines(WasmModule module)
    {
        Assert.Null(ModuleValidator.Check(module));
        _module = module;
        _compiled = Module.FromBytes(_engine, "module", ModuleWriter.Write(module).Bytes);
    }

    /// <summary>Calls an exported function on fresh instances of both and demands the same results or the same trap, which it gives as text.</summary>
    public string Call(int export, params ReadOnlySpan<ulong> arguments)
    {
        FunctionType type = _module.TypeOf(_module.Exports[export].Index);
        string ours = Interpreted(_module.Exports[export].Index, type, arguments);
        string theirs = ours == NoEnd ? ours : OnWasmtime(_module.Exports[export].Name, type, arguments);
        string given = string.Join(", ", arguments.ToArray().Select(bits => $"0x{bits:x}"));
        Assert.True(ours == theirs, $"{_module.Exports[export].Name}({given}) gives {ours}, on Wasmtime {theirs}");
        return ours;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _store?.Dispose();
        _compiled.Dispose();
        _engine.Dispose();
    }

    private string Interpreted(int function, FunctionType type, ReadOnlySpan<ulong> arguments)
    {
        var interpreter = new Interpreter(_module, new NoHost(), new(64 << 20, 1000));
        interpreter.Start(function, arguments);
        return interpreter.Run(1_000_000) switch
        {
            RunState.Idle => Text(type, interpreter.Results.ToArray()),
            RunState.Trapped => interpreter.Trap.ToString()!,
            RunState.Running => NoEnd,
        };
    }

    private string OnWasmtime(string name, FunctionType type, ReadOnlySpan<ulong> arguments)
    {
        var values = new ValueBox[arguments.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Boxed(type.Parameters[i], arguments[i]);
        }

        try
        {
            object? result = Fresh().GetFunction(name)!.Invoke(values);
            return Text(type, [.. (result as object[] ?? (result is null ? [] : [result])).Select(Bits)]);
        }
        catch (TrapException trap) when (trap.Type != TrapCode.Undefined)
        {
            return TrapOf(trap.Type).ToString();
        }
        catch (WasmtimeException thrown) when (thrown.Message.Contains("exception", StringComparison.Ordinal))
        {
            return nameof(Trap.UncaughtException);
        }
    }

    // Without memory and globals one call leaves nothing for the next, and most of the time would go into instances.
    private Instance Fresh()
    {
        if (_instance is null || _module.Memory is not null || !_module.Globals.IsEmpty)
        {
            _store?.Dispose();
            _store = new(_engine);
            using var linker = new Linker(_engine);
            _instance = linker.Instantiate(_store, _compiled);
        }

        return _instance;
    }

    private static Trap TrapOf(TrapCode code) => code switch
    {
        TrapCode.Unreachable => Trap.Unreachable,
        TrapCode.StackOverflow => Trap.StackOverflow,
        TrapCode.MemoryOutOfBounds => Trap.MemoryOutOfBounds,
        TrapCode.TableOutOfBounds => Trap.TableOutOfBounds,
        TrapCode.IndirectCallToNull => Trap.CallToNull,
        TrapCode.BadSignature => Trap.BadSignature,
        TrapCode.IntegerOverflow => Trap.IntegerOverflow,
        TrapCode.IntegerDivisionByZero => Trap.DivisionByZero,
        TrapCode.BadConversionToInteger => Trap.BadConversion,
        _ => throw new InvalidOperationException(code.ToString()),
    };

    private static ValueBox Boxed(WasmType type, ulong bits) => unchecked(type switch
    {
        WasmType.I32 => (ValueBox)(int)bits,
        WasmType.I64 => (ValueBox)(long)bits,
        WasmType.F32 => (ValueBox)BitConverter.UInt32BitsToSingle((uint)bits),
        _ => (ValueBox)BitConverter.UInt64BitsToDouble(bits),
    });

    private static ulong Bits(object value) => unchecked(value switch
    {
        int i => (uint)i,
        long l => (ulong)l,
        float f => BitConverter.SingleToUInt32Bits(f),
        double d => BitConverter.DoubleToUInt64Bits(d),
        _ => throw new InvalidOperationException(value.ToString()),
    });

    // Which NaN an operation gives is left open by the specification.
    private static string Text(FunctionType type, ulong[] results) => string.Join(' ', results.Select((bits, i) => type.Results[i] switch
    {
        WasmType.F32 when float.IsNaN(BitConverter.UInt32BitsToSingle((uint)bits)) => "nan",
        WasmType.F64 when double.IsNaN(BitConverter.UInt64BitsToDouble(bits)) => "nan",
        _ => bits.ToString("x", CultureInfo.InvariantCulture),
    }));

    private sealed class NoHost : IModuleHost
    {
        public ulong Call(FunctionImport function, ReadOnlySpan<ulong> arguments, LinearMemory memory) => throw new InvalidOperationException(function.Name);
    }
}
