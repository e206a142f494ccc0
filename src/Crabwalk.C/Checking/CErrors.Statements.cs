using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>C05xx: initialisers (6.7.9). C06xx: statements (6.8).</summary>
internal static partial class CErrors
{
    public static Diagnostic InitializerNotConstant(Span span) =>
        Make("C0500", span, "the initializer of a static object is not a constant").WithHelp("it is computed before the program runs; assign it in a function instead");

    public static Diagnostic ArrayInitializer(Span span, CType type) =>
        Make("C0501", span, $"invalid initializer for `{type}`").WithHelp("an array is initialized by a list in braces or by a string literal");

    public static Diagnostic DesignatorForScalar(Span span, CType type) => Make("C0502", span, $"a designator in the initializer of `{type}`, which has no parts");

    public static Diagnostic MemberDesignator(Span span, string name, CType type) => Make("C0503", span, $"`.{name}` designates a member of `{type}`, which has none");

    public static Diagnostic ElementDesignator(Span span, CType type) => Make("C0504", span, $"`[...]` designates an element of `{type}`, which is not an array");

    public static Diagnostic IndexOutside(Span span, long index, CType type) => Make("C0505", span, $"index {index} is outside of `{type}`");

    public static Diagnostic OutsideSwitch(Span span, string keyword) => Make("C0600", span, $"`{keyword}` outside of a `switch`");

    public static Diagnostic DuplicateCase(Span span, string value, Span earlier) =>
        Make("C0601", span, $"duplicate case value {value}").WithNote(earlier, "previously used here");

    public static Diagnostic DuplicateDefault(Span span, Span earlier) =>
        Make("C0602", span, "two `default` labels in one `switch`").WithNote(earlier, "the first is here");

    public static Diagnostic CaseNotConstant(Span span) => Make("C0603", span, "the value of a `case` is not an integer constant");

    public static Diagnostic SwitchNotInteger(Span span, CType type) => Make("C0604", span, $"the value of a `switch` has type `{type}`, and needs an integer type");

    public static Diagnostic JumpOutsideLoop(Span span, bool isContinue) =>
        Make("C0605", span, isContinue ? "`continue` outside of a loop" : "`break` outside of a loop or `switch`");

    public static Diagnostic UndefinedLabel(Span span, string name) => Make("C0606", span, $"label `{name}` is used but not defined");

    public static Diagnostic DuplicateLabel(Span span, string name, Span earlier) =>
        Make("C0607", span, $"duplicate label `{name}`").WithNote(earlier, "previous definition here");

    public static Diagnostic JumpIntoVariableScope(Span span, string what, string name, Span declaration) =>
        Make("C0608", span, $"jump to {what} enters the scope of `{name}`, whose size is not known then").WithNote(declaration, $"`{name}` is declared here");
}
