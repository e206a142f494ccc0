using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Typing;
using Crabwalk.Mir.Types;

namespace Crabwalk.Workbench.Walking.Library;

/// <summary>What an owner tells of its block.</summary>
/// <param name="Element">The type of its items.</param>
/// <param name="Form">What the places are.</param>
/// <param name="First">The first place in use.</param>
/// <param name="Used">How many places are in use; null for all.</param>
internal sealed record OwnedBlock(Ty Element, BlockForm Form = BlockForm.Objects, long First = 0, long? Used = null);

/// <summary>Which block a library value owns, and as what.</summary>
internal static class OwnedBlocks
{
    /// <summary>The pointer to the block with what its owner tells; null for what owns none.</summary>
    public static (ValueView.Pointer Pointer, OwnedBlock Block)? Of(LibraryView? view) => view switch
    {
        LibraryView.Text text => Of(text.Data, new(PointeeOf(text.Data)!, BlockForm.Text, Used: text.Length)),
        LibraryView.Sequence sequence => Of(sequence.Data, new(sequence.Element, BlockForm.Buffer, sequence.First, sequence.Length)),
        LibraryView.Owner owner => OfPointer(owner.Data),
        LibraryView.Shared shared => OfPointer(shared.Inner),
        LibraryView.Weak weak => OfPointer(weak.Inner),
        _ => null,
    };

    private static (ValueView.Pointer Pointer, OwnedBlock Block)? OfPointer(ValueView.Pointer pointer) => PointeeOf(pointer) switch
    {
        Ty.Slice slice => Of(pointer, new(slice.Element)),
        Ty.Dynamic => pointer.TypeInside is { } inside ? Of(pointer, new(inside)) : null,
        { } pointee when pointer.Metadata is null => Of(pointer, new(pointee)),
        _ => null,
    };

    private static (ValueView.Pointer Pointer, OwnedBlock Block)? Of(ValueView.Pointer pointer, OwnedBlock block) =>
        pointer.Target is null ? null : (pointer, block);

    private static Ty? PointeeOf(ValueView.Pointer pointer) => BodyTypes.PointeeOf(pointer.Type);
}
