using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

internal sealed partial class BodyLowering
{
    private Expr LowerFormat(FormatArguments format, Span span)
    {
        return ErrorAt(span);
    }
}
