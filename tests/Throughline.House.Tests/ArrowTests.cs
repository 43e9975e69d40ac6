using Mono.Cecil;

namespace Throughline.House.Tests;

/// <summary>Which project may use which, and what a library keeps its hands off.</summary>
public sealed class ArrowTests
{
    private const string Core = "Throughline.Planning.Core";

    [Fact]
    public void Every_project_has_its_arrows_written_down() => Repository.Expect(
        Rooms.All.Where(r => Rooms.Allowed(r.Name) is null).Select(r => r.Path),
        "Say in Rooms.cs and in ARCHITECTURE.md what these projects may use:");

    [Fact]
    public void Projects_refer_only_along_the_arrows() => Repository.Expect(
        from room in Rooms.All
        from to in room.References
        where Rooms.Allowed(room.Name)?.Contains(to) != true
        select $"{room.Path}: {room.Name} → {to}",
        "These project references are not allowed:");

    [Fact]
    public void Assemblies_use_only_along_the_arrows() => Repository.Expect(
        from room in Rooms.All
        from to in ListUsed(room)
        where to != room.Name && Rooms.Allowed(room.Name)?.Contains(to) != true
        select $"{room.Name} → {to}",
        "These assemblies use what they may not:");

    [Fact]
    public void Nobody_uses_the_command() => Repository.Expect(
        Rooms.All.Where(r => r.References.Contains("Cli")).Select(r => r.Path), "The command is used by nobody:");

    [Fact]
    public void No_library_knows_the_web() => Repository.Expect(
        from room in Rooms.AllLibraries
        from name in ListReferences(room)
        where name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Extensions", StringComparison.Ordinal)
        select $"{room.Name} uses {name}",
        "A library is useful without a host or a container:");

    [Fact]
    public void Only_tests_and_benchmarks_see_inside() => Repository.Expect(
        from room in Rooms.All
        from friend in room.Friends
        where !friend.EndsWith(".Tests", StringComparison.Ordinal) && friend != "Throughline.Bench"
        select $"{room.Path}: {friend}",
        "Internals are for tests and benchmarks:");

    [Fact]
    public void The_search_core_uses_the_corridor_and_nothing_else_of_ours() => Repository.Expect(
        Planning().Where(u => InCore(u.User) && u.Namespace.StartsWith("Throughline.", StringComparison.Ordinal)
            && u.Namespace != Core && u.Namespace != "Throughline.Corridor").Select(u => u.ToString()),
        $"{Core} may use Throughline.Corridor only:");

    [Fact]
    public void The_search_core_uses_no_linq()
    {
        var linq = Planning().Where(u => u.Namespace.StartsWith("System.Linq", StringComparison.Ordinal)).ToList();
        // The rest of the library does use it; were nothing seen, the test would be blind.
        Assert.Contains(linq, u => !InCore(u.User));
        Repository.Expect(linq.Where(u => InCore(u.User)).Select(u => u.ToString()), $"{Core} allocates nothing:");
    }

    [Fact]
    public void Planning_touches_neither_disk_nor_network_nor_clock() => Repository.Expect(
        Planning().Where(Outside).Select(u => u.ToString()),
        "Planning is a function of the snapshot and the request:");

    [Fact]
    public void Libraries_keep_no_static_state()
    {
        var faults = new List<string>();
        foreach (var room in Rooms.AllLibraries)
        {
            using var module = AssemblyUses.Open(room.Assembly);
            faults.AddRange(module.GetTypes()
                .Where(t => !t.Name.Contains('<', StringComparison.Ordinal))
                .SelectMany(t => t.Fields)
                .Where(f => f is { IsStatic: true, IsLiteral: false, IsInitOnly: false })
                .Where(f => !f.Name.Contains('<', StringComparison.Ordinal))
                .Select(f => f.FullName));
        }

        Repository.Expect(faults, "A static field that changes is state nobody can see:");
    }

    private static bool InCore(string user) => user.StartsWith(Core + ".", StringComparison.Ordinal);

    private static bool Outside(Use use) => (use.Namespace, use.Type, use.Member) switch
    {
        ("System.IO", "File" or "Directory" or "FileStream" or "FileInfo" or "DirectoryInfo", _) => true,
        ("System", "Console", _) => true,
        ("System", "DateTime" or "DateTimeOffset", "get_Now" or "get_UtcNow" or "get_Today") => true,
        ("System", "TimeProvider", "get_System") => true,
        ("System", "Environment", "get_TickCount" or "get_TickCount64") => true,
        ("System.Diagnostics", "Stopwatch" or "Process", _) => true,
        var (space, _, _) => space.StartsWith("System.Net", StringComparison.Ordinal),
    };

    private static IReadOnlyList<Use> Planning()
    {
        using var module = AssemblyUses.Open("Throughline.Planning");
        return AssemblyUses.Of(module);
    }

    private static IEnumerable<string> ListReferences(Room room)
    {
        using var module = AssemblyUses.Open(room.Assembly);
        return [.. module.AssemblyReferences.Select(r => r.Name)];
    }

    private static IEnumerable<string> ListUsed(Room room) =>
        ListReferences(room).Select(Rooms.OfAssembly).OfType<string>();
}
