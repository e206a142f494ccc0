using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Lexing;

/// <summary>The symbols of all punctuators in one compilation.</summary>
internal sealed class LexerSymbols
{
    private readonly Symbol[] _punctuators = new Symbol[(int)TokenKind.HashHash + 1];

    public LexerSymbols(SymbolTable symbols)
    {
        foreach ((string spelling, TokenKind kind) in TokenKinds.Punctuators)
        {
            _punctuators[(int)kind] = symbols.Intern(spelling);
        }
    }

    public Symbol OfPunctuator(TokenKind kind) => _punctuators[(int)kind];
}
