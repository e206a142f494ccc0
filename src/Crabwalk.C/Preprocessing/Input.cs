using Crabwalk.C.Lexing;
using Crabwalk.C.Preprocessing.Directives;
using Crabwalk.C.Preprocessing.Files;
using Crabwalk.C.Preprocessing.Macros;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing;

/// <summary>
/// Where the next token comes from: what was put back, then the replacement lists that wait to be rescanned, then the file.
/// Directives are carried out on the way and never seen by those who read.
/// </summary>
internal sealed class Input
{
    private readonly Session _session;
    private readonly DirectiveProcessor _directives;
    private readonly Stack<FileFrame> _files = new();
    private Token _putBack;
    private bool _hasPutBack;
    private TokenFlags _pendingSpace;

    public Input(Session session)
    {
        _session = session;
        Expander = new(session, this);
        _directives = new(session, this);
    }

    /// <summary>Who replaces macros.</summary>
    public MacroExpander Expander { get; }

    /// <summary>The replacement lists that wait.</summary>
    public TokenRuns Runs { get; } = new();

    /// <summary>
    /// While a macro call is read, how many files were open at its start: the end of a file that a directive inside the call
    /// included does not end the call.
    /// </summary>
    public int? CallFloor { get; set; }

    /// <summary>The file that is being read.</summary>
    public FileFrame File => _files.Peek();

    /// <summary>The files that are open, innermost first.</summary>
    public IEnumerable<FileFrame> OpenFiles => _files;

    /// <summary>How many files are open.</summary>
    public int FileDepth => _files.Count;

    /// <summary>The file the compiler was called with.</summary>
    public FileFrame Outermost => _files.Last();

    /// <summary>Goes on in another file.</summary>
    public void Enter(FileFrame file) => _files.Push(file);

    /// <summary>
    /// The next token. <see cref="TokenKind.EndOfFile"/> stands for the end of the current file or of a sealed run, and comes
    /// again when asked again: a macro call may not reach beyond either.
    /// </summary>
    public Token Next()
    {
        if (_hasPutBack)
        {
            _hasPutBack = false;
            return _putBack;
        }

        if (_session.IsAborted)
        {
            return End();
        }

        if (Runs.HasRun && Runs.TryNext(out Token waiting))
        {
            return WithPendingSpace(Paint(waiting));
        }

        return Runs.HasRun ? End() : ReadFile();
    }

    /// <summary>Carries out a <c>_Pragma</c> operator.</summary>
    public void RunPragma(Token operatorToken, IReadOnlyList<Token> tokens) => _directives.RunPragma(operatorToken, tokens);

    /// <summary>The token is read again next.</summary>
    public void PutBack(Token token)
    {
        if (token.Kind != TokenKind.EndOfFile)
        {
            _putBack = token;
            _hasPutBack = true;
        }
    }

    /// <summary>What was put back belongs to a sealed run that is over.</summary>
    public void ForgetPutBack() => _hasPutBack = false;

    /// <summary>An expansion came to nothing: the space before it belongs to what follows.</summary>
    public void LeaveSpace(TokenFlags flags) => _pendingSpace |= flags & (TokenFlags.AfterSpace | TokenFlags.AtLineStart);

    /// <summary>Ends the current file; false when it was the last.</summary>
    public bool TryLeaveFile()
    {
        FileFrame file = File;
        file.File.Guard = file.Conditionals.Count == 0 ? file.Guard.Found : Symbol.Empty;
        while (!_session.IsAborted && file.Conditionals.TryPop(out Conditional? open))
        {
            _session.Reporter.Error(DirectiveDiagnostics.UnterminatedConditional(open));
        }

        if (_files.Count == 1)
        {
            return false;
        }

        _files.Pop();
        return true;
    }

    private Token ReadFile()
    {
        while (true)
        {
            FileFrame file = File;
            Token token = file.Lexer.Next();
            if (token.Kind == TokenKind.Hash && token.IsAtLineStart)
            {
                _directives.Process(token);
                if (_session.IsAborted)
                {
                    return End();
                }

                continue;
            }

            if (token.Kind == TokenKind.EndOfFile && FileDepth > CallFloor)
            {
                TryLeaveFile();
                continue;
            }

            if (token.Kind != TokenKind.EndOfFile && file.Conditionals.Count == 0)
            {
                file.Guard.SeeToken();
            }

            return WithPendingSpace(token);
        }
    }

    // 6.10.3.4p2: a name met while its macro is being replaced stays as it is, for ever.
    private Token Paint(Token token) => token.Kind == TokenKind.Identifier && Runs.IsActive(token.Text)
        ? token.WithFlags(token.Flags | TokenFlags.NoExpand)
        : token;

    private Token WithPendingSpace(Token token)
    {
        if (_pendingSpace == TokenFlags.None || token.Kind == TokenKind.EndOfFile)
        {
            return token;
        }

        TokenFlags flags = token.Flags | _pendingSpace;
        _pendingSpace = TokenFlags.None;
        return token.WithFlags(flags);
    }

    private Token End() => new(TokenKind.EndOfFile, File.Lexer.Here, Symbol.Empty);
}
