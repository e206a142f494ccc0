using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Checking;

/// <content>What happens after the walk, in rustc's order: fallbacks, casts, captures, the rest of the obligations, writing back.</content>
internal sealed partial class FnChecker
{
    private void FinishInference(Hir.Body body)
    {
        SelectWherePossible();
        FallBack();
        SelectWherePossible();
        CheckCasts();
        SelectWherePossible();
        AnalyzeClosures();
        _inference.SelectAll();
        ReportFulfillmentErrors();
        WriteBack(body);
    }

    /// <summary>Numbers nobody asked about are <c>i32</c> and <c>f64</c>; what only <c>!</c> flowed into is <c>!</c>, before edition 2024 <c>()</c>.</summary>
    private void FallBack()
    {
        foreach (Ty variable in _numberVariables)
        {
            if (_inference.Shallow(variable) is Ty.Infer number)
            {
                Equate(Cause(default), number, number.Kind == InferKind.Float ? Types.F64 : Types.I32);
            }
        }

        Ty fallback = Map.EditionOf(_owner) >= Lexing.Edition.Rust2024 ? Types.Never : Types.Unit;
        foreach (Ty variable in _divergingVariables)
        {
            if (_inference.Shallow(variable) is Ty.Infer { Kind: InferKind.General } open)
            {
                Equate(Cause(default), open, fallback);
            }
        }
    }
}
