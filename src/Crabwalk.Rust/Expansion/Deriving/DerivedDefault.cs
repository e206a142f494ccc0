using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion.Deriving;

/// <summary><c>Default</c>: every field's default, or the variant that <c>#[default]</c> marks.</summary>
internal sealed class DerivedDefault : IDerivedBody
{
    private readonly DeriveShape _shape;
    private readonly DeriveCase _case;

    private DerivedDefault(DeriveShape shape, DeriveCase of) => (_shape, _case) = (shape, of);

    /// <summary>The body, if exactly one variant is marked and has no fields; else that is reported.</summary>
    public static DerivedDefault? For(DeriveCall derive, DeriveShape shape, RustSession session)
    {
        if (!shape.IsEnum)
        {
            return new(shape, shape.Cases[0]);
        }

        DeriveCase[] marked = [.. shape.Cases.Where(of => of.Attributes.Span.ToArray().Any(attribute => IsDefault(attribute, session)))];
        if (marked.Length == 0)
        {
            session.Sink.Error(ResolveErrors.Coded("E0665", derive.AttributeSpan, "`#[derive(Default)]` on enum with no `#[default]`") with
            {
                Labels = [new(shape.Item.Span, "this enum needs a unit variant marked with `#[default]`")],
                Fixes = [.. FixFor(shape)],
            });
            return null;
        }

        if (marked.Length > 1)
        {
            session.Sink.Error(ParseErrors.At(derive.AttributeSpan, "multiple declared defaults") with
            {
                Labels = [new(marked[0].Name!.Value.Span, "first default"), .. marked[1..].Select(of => new Label(of.Name!.Value.Span, "additional default"))],
                Children = [new(Severity.Note, "only one variant can be default")],
            });
            return null;
        }

        if (marked[0].Data is not VariantData.Unit)
        {
            session.Sink.Error(ParseErrors.At(marked[0].Name!.Value.Span, "the `#[default]` attribute may only be used on unit enum variants").WithHelp("consider a manual implementation of `Default`"));
            return null;
        }

        return new(shape, marked[0]);
    }

    private static IEnumerable<Fix> FixFor(DeriveShape shape)
    {
        DeriveCase[] units = [.. shape.Cases.Where(of => of.Data is VariantData.Unit)];
        if (units.Length > 0)
        {
            EquatableArray<EquatableArray<Edit>> edits = [.. units.Select(of => (EquatableArray<Edit>)[new Edit(of.Name!.Value.Span.AtStart, "#[default] ")])];
            yield return new("make this unit variant default by placing `#[default]` on it", edits[0]) { Alternatives = edits[1..] };
        }
    }

    private static bool IsDefault(Attribute attribute, RustSession session) =>
        attribute is Attribute.Normal { Body.Path.Segments: [var only] } && session.Symbols[only.Ident.Name] == "default";

    /// <inheritdoc/>
    public string TraitPath => "$crate::default::Default";

    /// <inheritdoc/>
    public string? Bound => _shape.IsEnum ? null : TraitPath;

    /// <inheritdoc/>
    public List<TokenTree> Members() => _shape.Quote.Trees("#[inline] fn default() -> Self { #value }", ("value", _shape.Make(_case, _ => _shape.Quote.Trees("$crate::default::Default::default()"))));
}
