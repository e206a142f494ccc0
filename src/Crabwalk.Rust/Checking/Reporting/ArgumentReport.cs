using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Checking;

internal sealed partial class FnChecker
{
    /// <summary>E0308 and E0061 for the arguments of a call: which fit nowhere, which are missing, which are too many.</summary>
    private sealed class ArgumentReport(FnChecker checker, Hir.Expr call, Callable callable, EquatableArray<Hir.Expr> arguments, EquatableArray<Ty> formal, Ty[] types)
    {
        /// <summary>As many as wanted, but some of the wrong type.</summary>
        public Diagnostic Mismatches()
        {
            var wrong = new List<int>();
            for (int i = 0; i < arguments.Count && i < formal.Count; i++)
            {
                if (!checker.CanCoerce(types[i], formal[i]))
                {
                    wrong.Add(i);
                }
            }

            if (wrong.Count == 0)
            {
                wrong.Add(0);
            }

            return wrong.Count == 1 ? One(wrong[0]) : Several(wrong);
        }

        /// <summary>Too few or too many (E0061, E0057 for closures).</summary>
        public Diagnostic WrongCount()
        {
            string code = callable.Definition is { } id && Kind(id) == DefKind.Closure || (callable.Definition is null && callable.IsTupled) ? "E0057" : "E0061";
            string supplied = arguments.Count == 1 ? "1 argument was supplied" : $"{arguments.Count} arguments were supplied";
            string least = callable.Variadic == Variadic.None ? "" : "at least ";
            Diagnostic error = CheckErrors.At(code, HeadSpan(), $"this {What()} takes {least}{CallErrors.Counted(formal.Count)} but {supplied}");
            return arguments.Count < formal.Count ? WithMissing(error) : WithExtra(error);
        }

        private Diagnostic One(int index)
        {
            Hir.Expr argument = arguments[index];
            Diagnostic error = MismatchErrors.Mismatched(argument.Span, MismatchText.Label(checker._context, formal[index], types[index]))
                .WithLabel(HeadSpan(), $"arguments to this {What()} are incorrect");
            if (MismatchText.Note(checker._context, formal[index], types[index]) is { } note)
            {
                error = error.WithNote(note);
            }

            error = WithDefinition(error, index);
            return checker.WithSuggestions(error, argument, formal[index], types[index]);
        }

        private Diagnostic Several(List<int> wrong)
        {
            Diagnostic error = CheckErrors.At("E0308", HeadSpan(), $"arguments to this {What()} are incorrect");
            foreach (int index in wrong)
            {
                error = error.WithLabel(arguments[index].Span, $"expected `{checker.NameOf(formal[index])}`, found `{checker.NameOf(types[index])}`");
            }

            error = WithDefinition(error);
            if (wrong is not [var first, var second] || !checker.CanCoerce(types[first], formal[second]) || !checker.CanCoerce(types[second], formal[first]))
            {
                return error;
            }

            var texts = arguments.Select(argument => checker._context.Sources.TextOf(argument.Span)).ToList();
            (texts[first], texts[second]) = (texts[second], texts[first]);
            return error.WithFix("swap these arguments", new Edit(ArgumentsSpan(), $"({string.Join(", ", texts)})"));
        }

        private Diagnostic WithMissing(Diagnostic error)
        {
            // The arguments that are there keep their order; the first parameters that they do not fit are missing.
            var missing = new List<int>();
            int argument = 0;
            for (int i = 0; i < formal.Count; i++)
            {
                bool fits = argument < arguments.Count && checker.CanCoerce(types[argument], formal[i]);
                bool mayWait = formal.Count - i > arguments.Count - argument;
                if (argument < arguments.Count && (fits || !mayWait))
                {
                    argument++;
                }
                else
                {
                    missing.Add(i);
                }
            }

            string text = missing.Count switch
            {
                1 => $"argument #{missing[0] + 1}{OfType(missing[0])} is missing",
                2 => $"two arguments{OfTypes(missing)} are missing",
                3 => $"three arguments{OfTypes(missing)} are missing",
                _ => "multiple arguments are missing",
            };
            Span span = ArgumentsSpan();
            bool isOne = missing.Count == 1 && !(callable.Definition is { } id && Kind(id) == DefKind.Closure);
            error = WithDefinition(error.WithLabel(span, text), isOne ? missing[0] : null);
            return error.WithFix(missing.Count == 1 ? "provide the argument" : "provide the arguments", new Edit(span, ListWith(missing)));
        }

        private Diagnostic WithExtra(Diagnostic error)
        {
            var removals = new List<Edit>();
            for (int i = formal.Count; i < arguments.Count; i++)
            {
                string type = types[i].Has(TyFlags.HasError) ? "" : $" of type `{checker.NameOf(types[i])}`";
                error = error.WithLabel(arguments[i].Span, $"unexpected argument #{i + 1}{type}");
                Span removed = i > 0 ? arguments[i].Span with { Start = arguments[i - 1].Span.End } : arguments[i].Span;
                removals.Add(new(removed, ""));
            }

            return WithDefinition(error).WithFix(removals.Count == 1 ? "remove the extra argument" : "remove the extra arguments", [.. removals]);
        }

        /// <summary>The arguments as written, with a comment where one is missing.</summary>
        private string ListWith(List<int> missing)
        {
            var parts = new List<string>();
            int next = 0;
            for (int i = 0; i < formal.Count; i++)
            {
                bool isMissing = missing.Contains(i) || next >= arguments.Count;
                parts.Add(isMissing
                    ? formal[i] is Ty.Infer { Kind: InferKind.General } ? "/* value */" : $"/* {checker.NameOf(formal[i])} */"
                    : checker._context.Sources.TextOf(arguments[next++].Span));
            }

            return $"({string.Join(", ", parts)})";
        }

        private string OfType(int index) => formal[index] is Ty.Infer { Kind: InferKind.General } ? "" : $" of type `{checker.NameOf(formal[index])}`";

        private string OfTypes(List<int> indices)
        {
            var names = indices.Select(index => $"`{checker.NameOf(formal[index])}`").ToList();
            return $" of type {string.Join(", ", names[..^1])} and {names[^1]}";
        }

        /// <summary>The callee's own name, the method's name in a method call.</summary>
        private Span HeadSpan() => call.Kind switch
        {
            Hir.ExprKind.MethodCall method => method.Method.Ident.Span,
            Hir.ExprKind.Call function => function.Function.Span,
            _ => call.Span,
        };

        private Span ArgumentsSpan() => call.Span with { Start = HeadSpan().End };

        private DefKind Kind(DefId id) => checker._context.Definitions[id].Kind;

        private string What()
        {
            if (callable.IsMethod)
            {
                return "method";
            }

            if (callable.Definition is not { } id)
            {
                return "function";
            }

            return Kind(id) switch
            {
                DefKind.Constructor => Kind(checker._context.Definitions[id].Parent!.Value) == DefKind.Variant ? "enum variant" : "struct",
                DefKind.AssociatedFunction => checker._context.AssociatedItem(id) is { HasSelf: true } ? "method" : "function",
                _ => "function",
            };
        }

        private Diagnostic WithDefinition(Diagnostic error, int? parameter = null)
        {
            if (callable.Definition is not { } id)
            {
                return error;
            }

            string what = Kind(id) switch
            {
                DefKind.Constructor => Kind(checker._context.Definitions[id].Parent!.Value) == DefKind.Variant ? "tuple variant" : "tuple struct",
                DefKind.AssociatedFunction => checker._context.AssociatedItem(id) is { HasSelf: true } ? "method" : "associated function",
                DefKind.Closure => "closure",
                _ => "function",
            };
            Span name = checker._context.Definitions[id].Span;
            if (parameter is not { } index || ParameterSpan(id, index) is not { } span)
            {
                return error.WithNote($"{what} defined here", new Label(name));
            }

            return Kind(id) == DefKind.Closure
                ? error.WithNote("closure parameter defined here", new Label(span))
                : error.WithNote($"{what} defined here", new Label(name), new Label(span));
        }

        private Span? ParameterSpan(DefId id, int index)
        {
            Hir.Body? body = Kind(id) switch
            {
                DefKind.Function or DefKind.AssociatedFunction => checker.Map.BodyOf(id),
                DefKind.Closure => checker._closures.Find(closure => closure.Closure.Definition == id)?.Closure.Body,
                _ => null,
            };
            if (body is null)
            {
                return null;
            }

            int at = index + (callable.IsMethod ? 1 : 0);
            return at < body.Params.Count ? body.Params[at].Span : null;
        }
    }
}
