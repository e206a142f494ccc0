using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>What is said of borrows: from when on, until when, and that one is over.</summary>
internal sealed partial class OwnerSentences
{
    /// <summary>The borrows that a variable holds here.</summary>
    private List<Borrow> BorrowsOf(string variable) => [.. (Standing?.Borrows ?? []).Where(borrow => borrow.Holders.Contains(variable))];

    /// <summary>Says until when borrows last, when that is a later line than this one: of a reborrow and what it goes through, the reborrow.</summary>
    private void SayUntil(List<Borrow> borrows, Span here)
    {
        int last = borrows.Select(static borrow => borrow.LastLine).DefaultIfEmpty(0).Min();
        if (last > _sources.PositionOf(_sources.Outermost(here)).Line + 1)
        {
            _writer.Say($" until line {last}");
        }
    }

    /// <summary>Says what a value that is no reference itself, such as an iterator or a closure, holds borrowed.</summary>
    private void SayBorrowedBy(string variable, Span here)
    {
        List<Borrow> borrows = BorrowsOf(variable);
        if (borrows.Count > 0)
        {
            _writer.Say("; it borrows ").List([.. borrows.Select(static borrow => borrow.Place).Distinct()])
                .Say(borrows.TrueForAll(static borrow => borrow.IsShared) ? " (shared)" : " (mutably)");
            SayUntil(borrows, here);
        }
    }

    /// <summary>Says which borrows began since the step before, where their own steps are passed over, and which are over.</summary>
    private void SayBorrows()
    {
        if (Call is not { } call || _moment.What is not { Kind: not (MarkKind.Enter or MarkKind.Leave) } what
            || _moment.StandingBefore(call) is not { } before || Standing is not { } now)
        {
            return;
        }

        foreach (Borrow begun in what.Kind == MarkKind.Statement ? now.Borrows.Where(borrow => !before.Loans.Contains(borrow.Loan)) : [])
        {
            _writer.Say(_writer.IsEmpty ? "" : " ").List([.. begun.Holders]).Say(begun.Holders.Count == 1 ? " borrows " : " borrow ").Say(begun.Through is null ? "" : "through ").Code(begun.Through ?? begun.Place)
                .Say($" ({(begun.IsShared ? "shared" : "mutably")}) until line {begun.LastLine}.");
        }

        IEnumerable<Borrow> ended = what.Kind == MarkKind.Drop && IsGuard(what.Type) ? [] : before.Borrows.Where(borrow => !now.Loans.Contains(borrow.Loan));
        foreach (IGrouping<string, Borrow> over in ended.GroupBy(static borrow => borrow.Place))
        {
            List<string> holders = [.. over.SelectMany(static borrow => borrow.Holders).Distinct()];
            SayOver(over.First(), holders, isUnused: what.Kind != MarkKind.Drop && holders.TrueForAll(now.IsOver));
        }
    }

    private void SayOver(Borrow over, List<string> holders, bool isUnused)
    {
        string how = over.Through is null ? "borrow of " : "borrow through ";
        _writer.Say(_writer.IsEmpty ? "" : " ");
        if (isUnused)
        {
            _writer.List(holders).Say(holders.Count == 1 ? " is not used again: its " : " are not used again: their ").Say(how).Code(over.Through ?? over.Place).Say(" is over.");
        }
        else
        {
            _writer.Say($"The {how}").Code(over.Through ?? over.Place).Say(" by ").List(holders).Say(" is over.");
        }
    }
}
