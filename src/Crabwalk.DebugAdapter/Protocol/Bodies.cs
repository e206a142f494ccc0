namespace Crabwalk.DebugAdapter.Protocol;

// The bodies of the Debug Adapter Protocol's responses and events. Names and meanings are the protocol's.

internal sealed record Source(string? Name = null, string? Path = null, int? SourceReference = null, string? PresentationHint = null);

internal sealed record ExceptionBreakpointsFilter(string Filter, string Label, string Description, bool Default);

/// <summary>What this adapter can do beyond the plain protocol.</summary>
internal sealed record Capabilities
{
    public bool SupportsConfigurationDoneRequest { get; init; } = true;

    public bool SupportsFunctionBreakpoints { get; init; } = true;

    public bool SupportsConditionalBreakpoints { get; init; } = true;

    public bool SupportsHitConditionalBreakpoints { get; init; } = true;

    public bool SupportsLogPoints { get; init; } = true;

    public bool SupportsDataBreakpoints { get; init; } = true;

    public bool SupportsBreakpointLocationsRequest { get; init; } = true;

    public bool SupportsEvaluateForHovers { get; init; } = true;

    public bool SupportsStepBack { get; init; } = true;

    public bool SupportsSteppingGranularity { get; init; } = true;

    public bool SupportsGotoTargetsRequest { get; init; } = true;

    public bool SupportsRestartRequest { get; init; } = true;

    public bool SupportsTerminateRequest { get; init; } = true;

    public bool SupportsCancelRequest { get; init; } = true;

    public bool SupportsExceptionInfoRequest { get; init; } = true;

    public bool SupportsValueFormattingOptions { get; init; } = true;

    public bool SupportsReadMemoryRequest { get; init; } = true;

    public bool SupportsDisassembleRequest { get; init; } = true;

    public bool SupportsLoadedSourcesRequest { get; init; } = true;

    public bool SupportsDelayedStackTraceLoading { get; init; } = true;

    public required ExceptionBreakpointsFilter[] ExceptionBreakpointFilters { get; init; }

    /// <summary>The version of the <c>crabwalk/</c> requests.</summary>
    public int SupportsCrabwalkRequests { get; init; } = 1;
}

internal sealed record Breakpoint(int Id, bool Verified, string? Message = null, Source? Source = null, int? Line = null);

internal sealed record BreakpointsBody(Breakpoint[] Breakpoints);

internal sealed record DataBreakpointInfoBody(string? DataId, string Description, string[]? AccessTypes = null, bool CanPersist = false);

internal sealed record BreakpointLocation(int Line);

internal sealed record BreakpointLocationsBody(BreakpointLocation[] Breakpoints);

internal sealed record ContinueBody(bool AllThreadsContinued = true);

internal sealed record ThreadInfo(int Id, string Name);

internal sealed record ThreadsBody(ThreadInfo[] Threads);

internal sealed record StackFrame(
    int Id,
    string Name,
    int Line,
    int Column,
    Source? Source = null,
    int? EndLine = null,
    int? EndColumn = null,
    string? InstructionPointerReference = null,
    string? PresentationHint = null);

internal sealed record StackTraceBody(StackFrame[] StackFrames, int TotalFrames);

internal sealed record Scope(string Name, int VariablesReference, bool Expensive = false, string? PresentationHint = null, int? NamedVariables = null);

internal sealed record ScopesBody(Scope[] Scopes);

internal sealed record VariablePresentationHint(string? Kind = null, string[]? Attributes = null);

internal sealed record Variable(string Name, string Value, int VariablesReference)
{
    public string? Type { get; init; }

    public string? EvaluateName { get; init; }

    public int? NamedVariables { get; init; }

    public int? IndexedVariables { get; init; }

    public string? MemoryReference { get; init; }

    public VariablePresentationHint? PresentationHint { get; init; }
}

internal sealed record VariablesBody(Variable[] Variables);

internal sealed record EvaluateBody(string Result, int VariablesReference, string? Type = null, int? NamedVariables = null, int? IndexedVariables = null, string? MemoryReference = null);

internal sealed record GotoTarget(int Id, string Label, int Line);

internal sealed record GotoTargetsBody(GotoTarget[] Targets);

internal sealed record ReadMemoryBody(string Address, long UnreadableBytes, string Data);

internal sealed record DisassembledInstruction(string Address, string Instruction, Source? Location = null, int? Line = null, string? Symbol = null, string? PresentationHint = null);

internal sealed record DisassembleBody(DisassembledInstruction[] Instructions);

internal sealed record ExceptionDetails(string Message, string TypeName, string? StackTrace = null);

internal sealed record ExceptionInfoBody(string ExceptionId, string Description, ExceptionDetails Details, string BreakMode = "always");

internal sealed record SourceBody(string Content, string? MimeType = null);

internal sealed record LoadedSourcesBody(Source[] Sources);

internal sealed record ErrorMessage(int Id, string Format, bool ShowUser = true);

internal sealed record ErrorBody(ErrorMessage Error);

internal sealed record StoppedEvent(string Reason, string? Description = null, string? Text = null, int[]? HitBreakpointIds = null, int ThreadId = 1, bool AllThreadsStopped = true);

internal sealed record OutputEvent(string Category, string Output);

internal sealed record ExitedEvent(int ExitCode);

internal sealed record TerminatedEvent;

internal sealed record ProcessEvent(string Name, bool IsLocalProcess = true, string StartMethod = "launch", int PointerSize = 64);

internal sealed record EmptyBody;
