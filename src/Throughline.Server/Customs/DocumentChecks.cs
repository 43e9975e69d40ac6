using Throughline.Customs;

namespace Throughline.Server;

/// <summary>The checks of documents that the server offers, one a profile, each made when it is first asked
/// for.</summary>
internal sealed class DocumentChecks
{
    /// <summary>Characters of a document; as many as its bytes may be.</summary>
    public const int MaxBytes = 8_000_000;

    private readonly Dictionary<string, Lazy<Checks>> _byProfile = Profiles.ToDictionary(
        p => p, p => new Lazy<Checks>(() => Make(p)), StringComparer.Ordinal);

    /// <summary>Names of the profiles, the usual one first.</summary>
    public static string[] Profiles { get; } = ["ncts", "corridor"];

    /// <summary>The checks of a profile.</summary>
    public Checks Get(string profile) => _byProfile[profile].Value;

    private static Checks Make(string profile)
    {
        var reference = new ReferenceData(Profile.Find(profile)!);
        var values = new MessageCheck(reference.Lists);
        var limits = ReadLimits.Usual with
        {
            MostCharacters = MaxBytes,
            MoreValues = reference.Profile.TypeValues,
        };
        return new Checks(new DocumentCheck(values, limits), new RouteCheck(values));
    }

    /// <summary>The checks of one profile.</summary>
    /// <param name="Document">Finds all that is wrong with a document.</param>
    /// <param name="Route">Tells which country on the way would find it.</param>
    internal sealed record Checks(DocumentCheck Document, RouteCheck Route);
}
