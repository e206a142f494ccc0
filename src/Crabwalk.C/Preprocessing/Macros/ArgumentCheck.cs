using Crabwalk.C.Lexing;

namespace Crabwalk.C.Preprocessing.Macros;

/// <summary>Whether a call has as many arguments as its macro takes (6.10.3p4).</summary>
internal static class ArgumentCheck
{
    public static bool Check(Session session, Macro.FunctionLike macro, Token name, Token closing, CallArguments arguments)
    {
        int given = CountGiven(macro, arguments);
        int wanted = macro.Parameters.Length;
        bool isRestMissing = macro.IsVariadic && given == wanted - 1;
        if (given == wanted || isRestMissing)
        {
            return true;
        }

        session.Reporter.Error(MacroDiagnostics.WrongArgumentCount(name.Span.To(closing.Span), session.TextOf(name), macro, given));
        return false;
    }

    // `f()` is no argument for a macro that takes none or only a rest, and an empty one for others.
    private static int CountGiven(Macro.FunctionLike macro, CallArguments arguments) =>
        arguments.Count == 1 && arguments.Raw(0).IsEmpty && macro.Parameters.Length == 0 ? 0 : arguments.Count;
}
