using System.Text.Json;

namespace Crabwalk.DebugAdapter.Protocol;

// The arguments of the Debug Adapter Protocol's requests, version 1.71, as far as they are looked at here. Names and meanings are the protocol's.

/// <summary>A request as it comes in.</summary>
internal sealed record Request(int Seq, string Type, string Command, JsonElement Arguments);

internal sealed record InitializeArguments(string? ClientId = null, bool LinesStartAt1 = true, bool ColumnsStartAt1 = true);

/// <summary>A file given as text: it is compiled as if it lay there.</summary>
internal sealed record SourceFileText(string Path, string Text);

/// <summary>What a program may use up; what is left out, or asks for more than the server grants, is the server's own limit.</summary>
internal sealed record LimitArguments(long? Steps = null, int? MemoryMegabytes = null, int? OutputMegabytes = null, int? Depth = null);

/// <summary>Options of the compilers.</summary>
internal sealed record CompilerArguments(
    string[]? IncludeFolders = null,
    string[]? Defines = null,
    string[]? Undefines = null,
    string? Standard = null,
    string[]? Warnings = null,
    string? Edition = null,
    string[]? Cfg = null);

/// <summary>What a launch configuration may say; docs/protocol.md tells each.</summary>
internal sealed record LaunchArguments(
    string? Program = null,
    string[]? Programs = null,
    SourceFileText[]? Sources = null,
    string[]? Args = null,
    string? Stdin = null,
    Dictionary<string, string>? Env = null,
    bool StopOnEntry = true,
    bool StopAtEnd = true,
    string? Grain = null,
    string? OnUndefined = null,
    CompilerArguments? Compiler = null,
    LimitArguments? Limits = null,
    bool Anyway = false,
    bool NoDebug = false);

internal sealed record RestartArguments(LaunchArguments? Arguments = null);

internal sealed record DisconnectArguments(bool Restart = false);

internal sealed record SourceArguments(int SourceReference = 0, Source? Source = null);

internal sealed record SourceBreakpoint(int Line, string? Condition = null, string? HitCondition = null, string? LogMessage = null);

internal sealed record SetBreakpointsArguments(Source Source, SourceBreakpoint[]? Breakpoints = null);

internal sealed record FunctionBreakpoint(string Name, string? Condition = null, string? HitCondition = null);

internal sealed record SetFunctionBreakpointsArguments(FunctionBreakpoint[] Breakpoints);

internal sealed record ExceptionFilterOptions(string FilterId);

internal sealed record SetExceptionBreakpointsArguments(string[] Filters, ExceptionFilterOptions[]? FilterOptions = null);

internal sealed record DataBreakpointInfoArguments(string Name, int VariablesReference = 0, int? FrameId = null, int? Bytes = null, bool AsAddress = false);

internal sealed record DataBreakpoint(string DataId, string? AccessType = null, string? Condition = null, string? HitCondition = null);

internal sealed record SetDataBreakpointsArguments(DataBreakpoint[] Breakpoints);

internal sealed record BreakpointLocationsArguments(Source Source, int Line, int? EndLine = null);

internal sealed record StepArguments(int ThreadId = 0, string? Granularity = null);

internal sealed record StackTraceArguments(int ThreadId = 0, int StartFrame = 0, int Levels = 0);

internal sealed record ScopesArguments(int FrameId);

internal sealed record ValueFormat(bool Hex = false);

internal sealed record VariablesArguments(int VariablesReference, string? Filter = null, int Start = 0, int Count = 0, ValueFormat? Format = null);

internal sealed record EvaluateArguments(string Expression, int? FrameId = null, string? Context = null, ValueFormat? Format = null);

internal sealed record GotoTargetsArguments(Source Source, int Line);

internal sealed record GotoArguments(int TargetId, int ThreadId = 0);

internal sealed record ReadMemoryArguments(string MemoryReference, long Count, long Offset = 0);

internal sealed record DisassembleArguments(string MemoryReference, int InstructionCount, long Offset = 0, int InstructionOffset = 0);
