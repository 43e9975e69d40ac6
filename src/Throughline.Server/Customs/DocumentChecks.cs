using Throughline.Customs;

namespace Throughline.Server;

/// <summary>The checks of documents with one reference pack, one a profile, each made when it is first asked
/// for.</summary>
/// <param name="pack">The pack; null for the built-in lists alone.</param>
internal sealed class DocumentChecks(ReferencePack? pack)
{
    /// <summary>Characters of a document; as many as its bytes may be.</summary>
    public const int MaxBytes = 8_000_000;

    private readonly Dictionary<string, Lazy<Checks>> _byProfile = Profiles.ToDictionary(
        p => p, p => new Lazy<Checks>(() => Make(p, pack)), StringComparer.Ordinal);

    /// <summary>The pack; null for the built-in lists alone.</summary>
    public ReferencePack? Pack { get; } = pack;

    /// <summary>Names of the profiles, the usual one first.</summary>
    public static string[] Profiles { get; } = ["ncts", "corridor"];

    /// <summary>The checks of a profile.</summary>
    public Checks Get(string profile) => _byProfile[profile].Value;

    private static Checks Make(string profile, ReferencePack? pack)
    {
        var values = new MessageCheck(new ReferenceData(Profile.Find(profile)!, pack).Lists);
        var limits = ReadLimits.Usual with { MostCharacters = MaxBytes };
        return new Checks(new DocumentCheck(values, limits), new RouteCheck(values));
    }

    /// <summary>The checks of one profile.</summary>
    /// <param name="Document">Finds all that is wrong with a document.</param>
    /// <param name="Route">Tells which country on the way would find it.</param>
    internal sealed record Checks(DocumentCheck Document, RouteCheck Route);
}
