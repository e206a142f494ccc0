using Crabwalk.Rust.Packages;

namespace Crabwalk.Workbench.Compiling.Rust;

/// <summary>The crates of a package and of those it needs, in the order in which they are compiled.</summary>
internal sealed class PackagePlan
{
    private readonly List<UserCrate> _crates = [];
    private readonly Dictionary<string, int> _libraries = new(StringComparer.Ordinal);

    private PackagePlan(IReadOnlyList<Package> needed)
    {
        foreach (Package package in needed)
        {
            AddLibrary(package);
        }
    }

    /// <summary>All that <c>check</c> looks at: the library and each program.</summary>
    public static IReadOnlyList<UserCrate> ForCheck(Package package)
    {
        var plan = new PackagePlan(package.Needed());
        plan.AddLibrary(package);
        foreach (PackageTarget program in package.Programs)
        {
            plan.AddProgram(package, program);
        }

        return plan._crates;
    }

    /// <summary>What one program, or example, needs, and itself.</summary>
    public static IReadOnlyList<UserCrate> ForRun(Package package, PackageTarget program)
    {
        var plan = new PackagePlan(package.Needed(withTests: package.Examples.Contains(program)));
        plan.AddLibrary(package);
        plan.AddProgram(package, program);
        return plan._crates;
    }

    /// <summary>A target with its tests: the library, a program, or a file of <c>tests</c>.</summary>
    public static IReadOnlyList<UserCrate> ForTest(Package package, PackageTarget target)
    {
        var plan = new PackagePlan(package.Needed(withTests: true));
        if (target != package.Library)
        {
            plan.AddLibrary(package);
        }

        plan._crates.Add(plan.CrateOf(package, target) with { IsTest = true });
        return plan._crates;
    }

    private void AddLibrary(Package package)
    {
        if (package.Library is { } library)
        {
            UserCrate crate = CrateOf(package, library);
            _libraries.Add(package.Folder, _crates.Count);
            _crates.Add(crate);
        }
    }

    private void AddProgram(Package package, PackageTarget program) => _crates.Add(CrateOf(package, program) with { IsProgram = true });

    private UserCrate CrateOf(Package package, PackageTarget target) => new(target.CrateName, target.RootFile, package.Edition)
    {
        Named = [.. NamedBy(package)],
        Cfg = [.. package.Cfg],
        Environment = package.EnvironmentOf(target),
    };

    // What was added so far of the crates it may name; its own library is not there while that is compiled itself.
    private IEnumerable<NamedCrate> NamedBy(Package package)
    {
        foreach (PackageDependency dependency in (PackageDependency[])[.. package.Dependencies, .. package.TestDependencies])
        {
            if (_libraries.TryGetValue(dependency.Package.Folder, out int index))
            {
                // Without a name of its own in the manifest it goes by its crate's.
                bool isRenamed = dependency.Name != Package.CrateNameOf(dependency.Package.Name);
                yield return new(isRenamed ? dependency.Name : dependency.Package.Library!.CrateName, index);
            }
        }

        if (package.Library is { } own && _libraries.TryGetValue(package.Folder, out int ownIndex))
        {
            yield return new(own.CrateName, ownIndex);
        }
    }
}
