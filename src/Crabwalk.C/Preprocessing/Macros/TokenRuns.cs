using Crabwalk.C.Lexing;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>
/// The token sequences that wait to be read before the file goes on: replacement lists that are to be rescanned. They lie one on
/// top of the other in one growing array, so an expansion allocates nothing. A sealed run shuts off everything below it: it is
/// how an argument or a directive's line is expanded by itself.
/// </summary>
internal sealed class TokenRuns
{
    private readonly List<int> _active = [];
    private Token[] _tokens = new Token[1024];
    private Run[] _runs = new Run[64];
    private int _runCount;
    private int _top;

    /// <summary>True when a token can be had, or the end of a sealed run.</summary>
    public bool HasRun => _runCount > 0;

    /// <summary>How many tokens the run under construction has.</summary>
    public int NewCount => _top - NewStart;

    /// <summary>The last token of the run under construction.</summary>
    public ref Token Last => ref _tokens[_top - 1];

    /// <summary>The tokens of the run under construction.</summary>
    public Span<Token> New => _tokens.AsSpan(NewStart, NewCount);

    private int NewStart => _runCount == 0 ? 0 : _runs[_runCount - 1].End;

    /// <summary>How many runs wait one on top of the other.</summary>
    public int Depth => _runCount;

    /// <summary>Starts a new run.</summary>
    public void Begin() => _top = NewStart;

    /// <summary>True while the replacement list of a macro waits: the macro is being replaced.</summary>
    public bool IsActive(Symbol macro) => macro.Index < _active.Count && _active[macro.Index] > 0;

    /// <summary>Appends to the run under construction.</summary>
    public void Add(Token token)
    {
        if (_top == _tokens.Length)
        {
            Array.Resize(ref _tokens, _tokens.Length * 2);
        }

        _tokens[_top++] = token;
    }

    /// <summary>Appends to the run under construction.</summary>
    public void AddRange(ReadOnlySpan<Token> tokens)
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

    /// <summary>The run under construction, which replaces a macro, is read next.</summary>
    public void Push(Symbol macro)
    {
        while (_active.Count <= macro.Index)
        {
            _active.Add(0);
        }

        _active[macro.Index]++;
        Push(macro, isSealed: false);
    }

    /// <summary>The run under construction is read next, and nothing below it until <see cref="PopSealed"/>.</summary>
    public void PushSealed() => Push(Symbol.Empty, isSealed: true);

    /// <summary>Ends the sealed run on top.</summary>
    public void PopSealed()
    {
        while (!_runs[_runCount - 1].IsSealed)
        {
            Pop();
        }

        _runCount--;
    }

    /// <summary>Takes the next token; false at the end of a sealed run, or when nothing waits.</summary>
    public bool TryNext(out Token token)
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

            Pop();
        }

        token = default;
        return false;
    }

    private void Pop() => _active[_runs[--_runCount].Macro.Index]--;

    private void Push(Symbol macro, bool isSealed)
    {
        int start = NewStart;
        if (_runCount == _runs.Length)
        {
            Array.Resize(ref _runs, _runs.Length * 2);
        }

        _runs[_runCount++] = new Run { Position = start, End = _top, IsSealed = isSealed, Macro = macro };
    }

    private struct Run
    {
        public int Position;
        public int End;
        public bool IsSealed;
        public Symbol Macro;
    }
}
