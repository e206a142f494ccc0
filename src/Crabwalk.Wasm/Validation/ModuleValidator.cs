using Crabwalk.Foundation.Collections;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Validation;

/// <summary>What is wrong with a module.</summary>
/// <param name="Function">In which function, by number; null outside of functions.</param>
/// <param name="Instruction">Which instruction of it.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record ValidationProblem(int? Function, int Instruction, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => Function is { } function ? $"function {function}, instruction {Instruction}: {Reason}" : Reason;
}

/// <summary>Checks that a module is valid (WebAssembly 3.0, 3): every index leads somewhere, every instruction finds operands of its types.</summary>
public static class ModuleValidator
{
    private const long MaxPages = 65536;

    /// <summary>The first problem of a module, or null when it is valid.</summary>
    public static ValidationProblem? Check(WasmModule module)
    {
        if (CheckOutside(module) is { } reason)
        {
            return new(null, 0, reason);
        }

        for (int i = 0; i < module.Functions.Count; i++)
        {
            if (new FunctionValidator(module, module.Functions[i]).Check() is var (instruction, problem))
            {
                return new(module.Imports.Count + i, instruction, problem);
            }
        }

        return null;
    }

    /// <summary>
    /// The types of a call's operands before an instruction of a valid module, the topmost last; null where control never comes.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="function">The function's number; it has code.</param>
    /// <param name="instruction">The instruction's number in it.</param>
    public static EquatableArray<WasmType?> OperandsBefore(WasmModule module, int function, int instruction) =>
        [.. new FunctionValidator(module, module.Functions[function - module.Imports.Count]).OperandsBefore(instruction)];

    private static string? CheckOutside(WasmModule module)
    {
        int functions = module.Imports.Count + module.Functions.Count;
        bool IsType(int type) => (uint)type < (uint)module.Types.Count;
        return module.Imports.Any(import => !IsType(import.Type)) || module.Functions.Any(function => !IsType(function.Type)) ? "a function has a type that is not there"
            : module.Tags.Any(type => !IsType(type) || !module.Types[type].Results.IsEmpty) ? "a tag has no type without results"
            : module.Memory is { } memory && (memory.Minimum > MaxPages || memory.Maximum < memory.Minimum) ? "the memory's limits do not fit"
            : module.Table is { } table && table.Maximum < table.Minimum ? "the table's limits do not fit"
            : module.Globals.Any(global => global.Type is WasmType.FunctionReference) ? "globals of this type are not known here"
            : module.Elements.Any(segment => segment.Functions.Any(function => (uint)function >= (uint)functions)) ? "the table holds a function that is not there"
            : (!module.Elements.IsEmpty && module.Table is null) || (!module.Data.IsEmpty && module.Memory is null) ? "a segment has nowhere to go"
            : CheckExports(module, functions);
    }

    private static string? CheckExports(WasmModule module, int functions)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Export export in module.Exports)
        {
            int count = export.Kind switch
            {
                ExternalKind.Function => functions,
                ExternalKind.Table => module.Table is null ? 0 : 1,
                ExternalKind.Memory => module.Memory is null ? 0 : 1,
                ExternalKind.Global => module.Globals.Count,
                ExternalKind.Tag => module.Tags.Count,
            };
            if (!names.Add(export.Name) || (uint)export.Index >= (uint)count)
            {
                return $"the export `{export.Name}` is there twice or leads nowhere";
            }
        }

        return null;
    }
}
