using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Passes;

/// <summary>Removes what only borrow checking looks at, once it has.</summary>
internal static class EraseBorrowHints
{
    public static void Run(Body body)
    {
        foreach (Block block in body.Blocks)
        {
            for (int i = 0; i < block.Statements.Count; i++)
            {
                block.Statements[i] = block.Statements[i] with { Kind = Erased(block.Statements[i].Kind) };
            }
        }
    }

    private static StatementKind Erased(StatementKind statement) => statement switch
    {
        StatementKind.FakeRead or StatementKind.AscribeUserType or StatementKind.PlaceMention => new StatementKind.Nop(),
        StatementKind.Assign { Value: Rvalue.Ref { Kind: BorrowKind.Fake } } => new StatementKind.Nop(),
        StatementKind.Assign { Value: Rvalue.Ref { Kind: BorrowKind.TwoPhaseMut } borrow } assign => assign with { Value = borrow with { Kind = BorrowKind.Mut } },
        _ => statement,
    };
}
