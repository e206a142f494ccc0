using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>
/// Declares names and brings several declarations of the same thing together: linkage (6.2.2), composite types (6.2.7), tentative definitions
/// (6.9.2). Things with linkage are one object wherever they are declared.
/// </summary>
internal sealed class DeclarationChecks(CheckContext context, LibraryPrototypes library)
{
    private readonly Dictionary<Symbol, Variable> _variables = [];
    private readonly Dictionary<Symbol, Function> _functions = [];
    private readonly List<Variable> _tentative = [];

    private CTypes Types => context.Types;

    private Scopes Scopes => context.Scopes;

    /// <summary>Declares a typedef (6.7.8); the same again is allowed.</summary>
    public void Typedef(Declarator declarator, Specifiers specifiers)
    {
        string name = context.Symbols[declarator.Name];
        CType type = WithAlignment(declarator.Type, specifiers, declarator);
        switch (Scopes.FindHere(declarator.Name))
        {
            case null:
                break;
            case Meaning.OfTypedef { Typedef: var earlier } when Types.AreCompatible(earlier.Type, type):
                return;
            case Meaning.OfTypedef { Typedef: var earlier }:
                context.Report.Error(CErrors.TypedefRedefinition(declarator.Span, name, type, earlier.Type.Canonical, earlier.Span));
                return;
            case { } other:
                context.Report.Error(CErrors.DifferentKind(declarator.Span, name, PlaceOf(other)));
                return;
        }

        NameUntagged(type, name);
        var typedef = new TypedefName(name, type.Named(name), declarator.Span) { IsUsed = declarator.Attributes.IsUnused || specifiers.Attributes.IsUnused };
        Scopes.Declare(declarator.Name, new Meaning.OfTypedef(typedef));
    }

    /// <summary>Declares an object at file scope.</summary>
    public Variable? GlobalVariable(Declarator declarator, Specifiers specifiers, bool hasInitializer)
    {
        Linkage linkage = specifiers.Storage == StorageClass.Static ? Linkage.Internal : Linkage.External;
        Variable? known = Known(declarator, specifiers, linkage);
        if (known is null && Clashes(declarator))
        {
            return null;
        }

        Variable variable = known ?? NewVariable(declarator, specifiers, linkage, specifiers.IsThreadLocal ? StorageDuration.Thread : StorageDuration.Static);
        bool isDefinition = specifiers.Storage != StorageClass.Extern || hasInitializer;

        if (hasInitializer && specifiers.Storage == StorageClass.Extern)
        {
            context.Report.Warn(Warnings.Unnamed, declarator.Span, $"`{variable.Name}` is initialized and declared `extern`");
        }

        if (hasInitializer && variable.Initializer is not null)
        {
            context.Report.Error(CErrors.Redefinition(declarator.Span, variable.Name, variable.Span));
        }

        if (isDefinition)
        {
            variable.IsDefined = true;
            variable.Span = variable.Initializer is null ? declarator.Span : variable.Span;
            _tentative.Add(variable);
        }

        Register(declarator.Name, variable, known is null);
        Apply(variable, specifiers, declarator);
        return variable;
    }

    /// <summary>Declares an object in a block.</summary>
    public Variable? LocalVariable(Declarator declarator, Specifiers specifiers, bool hasInitializer)
    {
        if (specifiers.Storage == StorageClass.Extern)
        {
            return ExternInBlock(declarator, specifiers, hasInitializer);
        }

        string name = context.Symbols[declarator.Name];
        if (Scopes.FindHere(declarator.Name) is { } earlier)
        {
            if (earlier is not Meaning.Wrong)
            {
                context.Report.Error(CErrors.RedeclaredLocal(declarator.Span, name, PlaceOf(earlier)));
            }

            return null;
        }

        StorageDuration storage = specifiers.IsThreadLocal ? StorageDuration.Thread
            : specifiers.Storage == StorageClass.Static ? StorageDuration.Static : StorageDuration.Automatic;
        WarnOfShadow(declarator, name);
        Variable variable = NewVariable(declarator, specifiers, Linkage.None, storage);
        variable.IsDefined = true;
        Apply(variable, specifiers, declarator);
        Scopes.Declare(declarator.Name, new Meaning.OfVariable(variable));
        if (storage != StorageDuration.Automatic)
        {
            context.Unit.Add(variable);
        }

        return variable;
    }

    /// <summary>Declares a function at file scope or in a block.</summary>
    public Function? Function(Declarator declarator, Specifiers specifiers, bool isDefinition)
    {
        string name = context.Symbols[declarator.Name];
        var type = (CType.Function)declarator.Type;
        Linkage linkage = specifiers.Storage == StorageClass.Static ? Linkage.Internal : Linkage.External;
        if (Scopes.FindHere(declarator.Name) is { } meaning and not Meaning.OfFunction)
        {
            Reported reported = meaning is Meaning.Wrong { Type: CType.Error error } ? error.Reported
                : context.Report.Error(CErrors.DifferentKind(declarator.Span, name, PlaceOf(meaning)));
            Scopes.Declare(declarator.Name, new Meaning.Wrong(new CType.Error(reported), declarator.Span));
        }

        if (_variables.TryGetValue(declarator.Name, out Variable? variable) && !Scopes.IsFileScope)
        {
            context.Report.Error(CErrors.DifferentKind(declarator.Span, name, variable.Span));
        }

        bool isNew = !_functions.TryGetValue(declarator.Name, out Function? function);
        if (isDefinition && linkage == Linkage.External && name != "main" && !specifiers.IsInline)
        {
            WarnOfFirstDeclaration(function, declarator, name);
        }

        if (isNew || function is null)
        {
            WarnOfBuiltin(type, linkage, declarator, name);
            function = new(name, declarator.Span, type, linkage);
            _functions.Add(declarator.Name, function);
            context.Unit.Add(function);
        }
        else if (!Merge(function, declarator, specifiers, type, isDefinition))
        {
            return null;
        }

        ApplyTo(function, declarator, specifiers, isNew);
        Scopes.Declare(declarator.Name, new Meaning.OfFunction(function));
        if (isDefinition)
        {
            function.Span = declarator.Span;
        }

        return function;
    }

    private void WarnOfFirstDeclaration(Function? earlier, Declarator declarator, string name)
    {
        if (earlier is null or { IsImplicit: true })
        {
            context.Report.Warn(Warnings.MissingDeclarations, declarator.Span, $"no previous declaration for `{name}`");
        }

        if (earlier is null or { IsImplicit: true } or { Type.HasPrototype: false })
        {
            context.Report.Warn(Warnings.MissingPrototypes, declarator.Span, $"no previous prototype for `{name}`");
        }
    }

    /// <summary>A program's own declaration of a library function that the compiler knows with another type.</summary>
    private void WarnOfBuiltin(CType.Function type, Linkage linkage, Declarator declarator, string name)
    {
        bool isKnown = linkage == Linkage.External && LibraryPrototypes.HeaderOf(name) is not null && context.Report.IsEnabled(Warnings.BuiltinDeclarationMismatch);
        if (isKnown && !context.Map.IsLibrary(declarator.Span) && library.TypeOf(name) is { } real && !TravelsAlike(type, real))
        {
            context.Report.Warn(Warnings.BuiltinDeclarationMismatch, declarator.Span, $"conflicting types for built-in function `{name}`; expected `{real}`");
        }
    }

    // As gcc compares them: by size and kind, since everybody leaves out a const.
    private bool TravelsAlike(CType.Function one, CType.Function other) =>
        TravelsAlike(one.Result, other.Result)
        && (!one.HasPrototype || (one.Parameters.Length == other.Parameters.Length && one.Parameters.Zip(other.Parameters).All(p => TravelsAlike(p.First, p.Second))));

    private bool TravelsAlike(CType one, CType other) =>
        Types.SizeOf(one) == Types.SizeOf(other) && one.IsVoid() == other.IsVoid() && one is CType.Floating == other is CType.Floating && one is CType.Pointer == other is CType.Pointer;

    /// <summary>The function that a call without a declaration brings into being.</summary>
    public Function ImplicitFunction(Symbol name, string text, CType.Function type, Span span)
    {
        if (!_functions.TryGetValue(name, out Function? function))
        {
            function = new(text, span, type, Linkage.External) { IsImplicit = true };
            _functions.Add(name, function);
            context.Unit.Add(function);
            LibraryPrototypes.Describe(function);
        }

        function.IsUsed = true;
        Scopes.DeclareAtFileScope(name, new Meaning.OfFunction(function));
        return function;
    }

    /// <summary>The type of a variable after its initialiser told the number of elements.</summary>
    public static void CompleteType(Variable variable, CType type) => variable.Type = type;

    /// <summary>What is only known at the end of a translation unit: tentative definitions of incomplete type, unused static functions.</summary>
    public void FinishUnit()
    {
        foreach (Variable variable in _tentative)
        {
            FinishTentative(variable);
        }

        foreach (Function function in context.Unit.Functions)
        {
            if (function is { Linkage: Linkage.Internal, Definition: null, IsUsed: true, AliasOf: null })
            {
                context.Report.Warn(Warnings.Unnamed, function.Span, $"`{function.Name}` is used but never defined");
            }
            else if (function is { Linkage: Linkage.Internal, IsUsed: false, MayBeUnused: false, IsInline: false, IsConstructor: false, IsDestructor: false })
            {
                string what = function.Definition is null ? "declared `static` but never defined" : "defined but never used";
                context.Report.Warn(Warnings.UnusedFunction, function.Span, $"`{function.Name}` is {what}");
            }
        }

        foreach (Variable variable in context.Unit.Globals)
        {
            if (variable is { Linkage: Linkage.Internal, IsUsed: false, IsMentioned: false, MayBeUnused: false } && !variable.Type.IsConst())
            {
                context.Report.Warn(Warnings.UnusedVariable, variable.Span, $"`{variable.Name}` is defined but never used");
            }
        }
    }

    /// <summary>Warnings about names that end with a block and were never used.</summary>
    public void WarnOfUnused(IEnumerable<Meaning> ended)
    {
        foreach (Meaning meaning in ended)
        {
            switch (meaning)
            {
                case Meaning.OfVariable { Variable: { IsUsed: false, MayBeUnused: false, IsParameter: false, Linkage: Linkage.None } variable }:
                    if (!variable.IsMentioned)
                    {
                        context.Report.Warn(Warnings.UnusedVariable, variable.Span, $"unused variable `{variable.Name}`");
                    }
                    else
                    {
                        context.Report.Warn(Warnings.UnusedButSetVariable, variable.Span, $"variable `{variable.Name}` is set but never used");
                    }

                    break;
                case Meaning.OfTypedef { Typedef.IsUsed: false } typedef:
                    context.Report.Warn(Warnings.UnusedLocalTypedefs, typedef.Typedef.Span, $"typedef `{typedef.Typedef.Name}` is never used");
                    break;
            }
        }
    }

    /// <summary>Where a name was declared.</summary>
    public static Span PlaceOf(Meaning meaning) => meaning switch
    {
        Meaning.OfVariable variable => variable.Variable.Span,
        Meaning.OfFunction function => function.Function.Span,
        Meaning.OfConstant constant => constant.Constant.Span,
        Meaning.OfTypedef typedef => typedef.Typedef.Span,
        Meaning.Wrong wrong => wrong.Span,
    };

    private void FinishTentative(Variable variable)
    {
        if (variable.Type is CType.Array { Bound: ArrayBound.Incomplete } array)
        {
            context.Report.Warn(Warnings.Unnamed, variable.Span, $"array `{variable.Name}` is assumed to have one element");
            variable.Type = Types.ArrayOf(array.Element, 1);
        }
        else if (!variable.Type.IsComplete() && !variable.Type.IsError())
        {
            context.Report.Error(CErrors.IncompleteVariable(variable.Span, variable.Name, variable.Type));
            variable.Type = Types.Int;
        }
    }

    private Variable? ExternInBlock(Declarator declarator, Specifiers specifiers, bool hasInitializer)
    {
        string name = context.Symbols[declarator.Name];
        if (hasInitializer)
        {
            context.Report.Error(CErrors.ExternInitialized(declarator.Span, name));
        }

        if (Scopes.FindHere(declarator.Name) is { } here and not Meaning.OfVariable { Variable.Linkage: not Linkage.None })
        {
            context.Report.Error(CErrors.RedeclaredLocal(declarator.Span, name, PlaceOf(here)));
            return null;
        }

        if (_functions.TryGetValue(declarator.Name, out Function? function))
        {
            context.Report.Error(CErrors.DifferentKind(declarator.Span, name, function.Span));
            return null;
        }

        Linkage linkage = Scopes.Find(declarator.Name) is Meaning.OfVariable { Variable.Linkage: Linkage.Internal } ? Linkage.Internal : Linkage.External;
        Variable? known = Known(declarator, specifiers, linkage);
        Variable variable = known ?? NewVariable(declarator, specifiers, linkage, specifiers.IsThreadLocal ? StorageDuration.Thread : StorageDuration.Static);
        Register(declarator.Name, variable, known is null);
        return variable;
    }

    /// <summary>The object of an earlier declaration that this one means too, with the types brought together.</summary>
    private Variable? Known(Declarator declarator, Specifiers specifiers, Linkage linkage)
    {
        if (!_variables.TryGetValue(declarator.Name, out Variable? known))
        {
            return null;
        }

        if (!Types.AreCompatible(known.Type, declarator.Type))
        {
            context.Report.Error(CErrors.ConflictingTypes(declarator.Span, known.Name, declarator.Type, known.Type, known.Span));
        }
        else
        {
            known.Type = Types.Composite(known.Type, declarator.Type);
        }

        bool isStaticAfterExtern = linkage == Linkage.Internal && known.Linkage == Linkage.External;
        bool isExternAfterStatic = linkage == Linkage.External && known.Linkage == Linkage.Internal && specifiers.Storage != StorageClass.Extern;
        if (isStaticAfterExtern || isExternAfterStatic)
        {
            context.Report.Error(CErrors.LinkageMismatch(declarator.Span, known.Name, isStaticAfterExtern, known.Span));
        }

        return known;
    }

    private bool Clashes(Declarator declarator)
    {
        if (Scopes.FindHere(declarator.Name) is not { } meaning)
        {
            return false;
        }

        if (meaning is not Meaning.Wrong)
        {
            context.Report.Error(CErrors.DifferentKind(declarator.Span, context.Symbols[declarator.Name], PlaceOf(meaning)));
        }

        return true;
    }

    private void Register(Symbol name, Variable variable, bool isNew)
    {
        if (isNew)
        {
            _variables[name] = variable;
            context.Unit.Add(variable);
        }

        Scopes.Declare(name, new Meaning.OfVariable(variable));
    }

    private Variable NewVariable(Declarator declarator, Specifiers specifiers, Linkage linkage, StorageDuration storage) =>
        new(context.Symbols[declarator.Name], declarator.Span, declarator.Type, storage, linkage)
        {
            IsRegister = specifiers.Storage == StorageClass.Register,
            Owner = Scopes.IsFileScope ? null : context.Function?.Function,
        };

    private static void Apply(Variable variable, Specifiers specifiers, Declarator declarator)
    {
        AttributeSet attributes = specifiers.Attributes.With(declarator.Attributes);
        variable.Alignment = Math.Max(variable.Alignment, Math.Max(specifiers.Alignment, attributes.Alignment));
        variable.IsWeak |= attributes.IsWeak;
        variable.MayBeUnused |= attributes.IsUnused;
        variable.Cleanup ??= attributes.Cleanup;
    }

    private static void ApplyTo(Function function, Declarator declarator, Specifiers specifiers, bool isNew)
    {
        AttributeSet attributes = specifiers.Attributes.With(declarator.Attributes);
        bool isPlainInline = specifiers.IsInline && specifiers.Storage != StorageClass.Extern && function.Linkage == Linkage.External;
        function.IsInlineOnly = isNew ? isPlainInline : function.IsInlineOnly && isPlainInline;
        function.IsInline |= specifiers.IsInline;
        function.IsNoReturn |= specifiers.IsNoReturn || attributes.IsNoReturn;
        function.IsWeak |= attributes.IsWeak;
        function.IsConstructor |= attributes.IsConstructor;
        function.IsDestructor |= attributes.IsDestructor;
        function.MayBeUnused |= attributes.IsUnused;
        function.AliasOf ??= attributes.Alias;
        function.AssemblerName ??= attributes.AssemblerName;
        function.Format ??= attributes.Format;
        LibraryPrototypes.Describe(function);
    }

    private bool Merge(Function function, Declarator declarator, Specifiers specifiers, CType.Function type, bool isDefinition)
    {
        if (isDefinition && function.Definition is not null)
        {
            context.Report.Error(CErrors.Redefinition(declarator.Span, function.Name, function.Span));
            return false;
        }

        if (!Types.AreCompatible(function.Type, type))
        {
            if (!function.IsImplicit || LibraryPrototypes.HeaderOf(function.Name) is null || function.Definition is not null)
            {
                context.Report.Error(CErrors.ConflictingFunctionTypes(declarator.Span, function.Name, type, function.Type, function.Span, function.IsImplicit));
            }

            function.Type = type;
        }
        else
        {
            function.Type = isDefinition && type.HasPrototype ? type : (CType.Function)Types.Composite(type, function.Type);
        }

        if (specifiers.Storage == StorageClass.Static && function.Linkage == Linkage.External)
        {
            context.Report.Error(CErrors.LinkageMismatch(declarator.Span, function.Name, true, function.Span));
        }

        function.IsImplicit = false;
        return true;
    }

    private void WarnOfShadow(Declarator declarator, string name)
    {
        if (context.Report.IsEnabled(Warnings.Shadow) && Scopes.Find(declarator.Name) is { } outer and (Meaning.OfVariable or Meaning.OfFunction))
        {
            context.Report.Warn(Warnings.Shadow, declarator.Span, $"declaration of `{name}` shadows an outer one", "",
                CheckReporter.Note(PlaceOf(outer), "the outer declaration is here"));
        }
    }

    private static void NameUntagged(CType type, string name)
    {
        if (type is CType.Record { Definition: { Tag: null } record })
        {
            record.TypedefName ??= name;
        }
        else if (type is CType.Enum { Definition: { Tag: null } enumeration })
        {
            enumeration.TypedefName ??= name;
        }
    }

    private CType WithAlignment(CType type, Specifiers specifiers, Declarator declarator)
    {
        long asked = Math.Max(specifiers.Attributes.Alignment, declarator.Attributes.Alignment);
        if (asked > Types.AlignmentOf(type))
        {
            context.Report.Warn(Warnings.Attributes, declarator.Span, $"alignment {asked} of a typedef is ignored; align the structure or the variable instead");
        }

        return type;
    }
}
