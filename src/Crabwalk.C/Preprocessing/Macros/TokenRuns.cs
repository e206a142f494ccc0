namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>
/// The token sequences that wait to be read before the file goes on: replacement lists that are to be rescanned. They lie one on
/// top of the other in one growing array, so an expansion allocates nothing. A sealed run shuts off everything below it: it is
/// how an argument or a directive's line is expanded by itself.
/// </summary>
internal sealed class TokenRuns
{
    private PpToken[] _tokens = new PpToken[1024];
    private Run[] _runs = new Run[64];
    private int _runCount;
    private int _top;

    /// <summary>True when a token can be had, or the end of a sealed run.</summary>
    public bool HasRun => _runCount > 0;

    /// <summary>How many tokens the run under construction has.</summary>
    public int NewCount => _top - NewStart;

    /// <summary>The last token of the run under construction.</summary>
    public ref PpToken Last => ref _tokens[_top - 1];

    /// <summary>The tokens of the run under construction.</summary>
    public Span<PpToken> New => _tokens.AsSpan(NewStart, NewCount);

    private int NewStart => _runCount == 0 ? 0 : _runs[_runCount - 1].End;

    /// <summary>Starts a new run; runs that were read to their end make room, so that a chain of macros does not pile up.</summary>
    public void Begin()
    {
        while (_runCount > 0 && _runs[_runCount - 1] is { IsSealed: false } last && last.Position == last.End)
        {
            _runCount--;
        }

        _top = NewStart;
    }

    /// <summary>Appends to the run under construction.</summary>
    public void Add(PpToken token)
    {
        if (_top == _tokens.Length)
        {
            Array.Resize(ref _tokens, _tokens.Length * 2);
        }

        _tokens[_top++] = token;
    }

    /// <summary>Appends to the run under construction.</summary>
    public void AddRange(ReadOnlySpan<PpToken> tokens)
    {
        while (_top + tokens.Length > _tokens.Length)
        {
            Array.Resize(ref _tokens, _tokens.Length * 2);
        }

        tokens.CopyTo(_tokens.AsSpan(_top));
        _top += tokens.Length;
    }

    /// <summary>Takes tokens at the end of the run under construction away again.</summary>
    public void RemoveLast(int count) => _top -= count;

    /// <summary>The run under construction is read next.</summary>
    public void Push() => Push(isSealed: false);

    /// <summary>The run under construction is read next, and nothing below it until <see cref="PopSealed"/>.</summary>
    public void PushSealed() => Push(isSealed: true);

    /// <summary>Ends the sealed run on top.</summary>
    public void PopSealed()
    {
        while (!_runs[--_runCount].IsSealed)
        {
        }
    }

    /// <summary>Takes the next token; false at the end of a sealed run, or when nothing waits.</summary>
    public bool TryNext(out PpToken token)
    {
        while (_runCount > 0)
        {
            ref Run run = ref _runs[_runCount - 1];
            if (run.Position < run.End)
            {
                token = _tokens[run.Position++];
                return true;
            }

            if (run.IsSealed)
            {
                break;
            }

            _runCount--;
        }

        token = default;
        return false;
    }

    private void Push(bool isSealed)
    {
        int start = NewStart;
        if (_runCount == _runs.Length)
        {
            Array.Resize(ref _runs, _runs.Length * 2);
        }

        _runs[_runCount++] = new Run { Position = start, End = _top, IsSealed = isSealed };
    }

    private struct Run
    {
        public int Position;
        public int End;
        public bool IsSealed;
    }
}
