using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace BookedBarber.Architecture.Tests;

/// <summary>The floors of the house; arrows point down only.</summary>
internal enum Floor
{
    Shared,
    Ground, // Storage, Algorithms
    Module,
    Host,
}

/// <summary>One assembly of the product: where its source is and what its compiled form refers to.</summary>
internal sealed record Room(string Name, Floor Floor, string Folder, IReadOnlyList<string> References, IReadOnlyList<TypeUse> Uses, IReadOnlyList<string> PublicTypes, bool HasPackages);

/// <summary>A type of another assembly that a room uses.</summary>
internal sealed record TypeUse(string Assembly, string Namespace, string Type);

/// <summary>Finds the rooms by looking at the folders, not at a list that somebody has to keep.</summary>
internal static class House
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Room> Rooms() =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)];

    public static Room Seeded() => Read(Path.Combine(Root, "tests", "BookedBarber.Architecture.Seeded", "BookedBarber.Architecture.Seeded.csproj")) with { Floor = Floor.Module };

    private static Room Read(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return new Room(
            name,
            FloorOf(project),
            Path.GetDirectoryName(project)!,
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeReferences.Select(handle => Use(metadata, metadata.GetTypeReference(handle))).OfType<TypeUse>()],
            [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(IsPublic).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")],
            File.ReadAllText(project).Contains("<PackageReference", StringComparison.Ordinal));
    }

    private static Floor FloorOf(string project) =>
        project.Contains($"{Path.DirectorySeparatorChar}Modules{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? Floor.Module
        : Path.GetFileName(Path.GetDirectoryName(project)) switch { "Shared" => Floor.Shared, "Host" => Floor.Host, _ => Floor.Ground };

    private static bool IsPublic(TypeDefinition type) => (type.Attributes & System.Reflection.TypeAttributes.VisibilityMask) == System.Reflection.TypeAttributes.Public;

    private static TypeUse? Use(MetadataReader metadata, TypeReference type) =>
        type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? new TypeUse(
                metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name),
                metadata.GetString(type.Namespace),
                metadata.GetString(type.Name))
            : null;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BookedBarber.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the checkout.");
    }
}
