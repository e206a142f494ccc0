using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>Chooses among the associations of a <c>_Generic</c> (6.5.1.1) while they are read.</summary>
internal sealed class GenericSelection(CheckContext context, Expression control, Span keyword)
{
    private readonly List<(CType Type, Span Span)> _types = [];
    private Expression? _chosen;
    private Expression? _default;
    private Span _defaultSpan;

    /// <summary>Takes one association; the type is null for <c>default</c>.</summary>
    public void Add(CType? type, Expression value, Span span)
    {
        if (type is null)
        {
            if (_default is not null)
            {
                context.Report.Error(CErrors.DuplicateGenericDefault(span, _defaultSpan));
            }

            (_default, _defaultSpan) = (value, span);
            return;
        }

        if (!type.IsComplete() && !type.IsError())
        {
            context.Report.Error(CErrors.GenericIncomplete(span, type));
        }

        int earlier = _types.FindIndex(t => context.Types.AreCompatible(t.Type, type) && !t.Type.IsError() && !type.IsError());
        if (earlier >= 0)
        {
            context.Report.Error(CErrors.DuplicateGenericType(span, type, _types[earlier].Type, _types[earlier].Span));
        }

        _types.Add((type, span));
        if (_chosen is null && context.Types.AreCompatible(type, control.Type))
        {
            _chosen = value;
        }
    }

    /// <summary>The chosen expression.</summary>
    public Expression Result(Span span)
    {
        if (control.Type.IsError())
        {
            return control;
        }

        return _chosen ?? _default ?? context.Fail(span, CErrors.NoGenericMatch(keyword, control.Type));
    }
}
