using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Server;

/// <summary>What an entry of the journal says of a grant, a reset or a revocation. Accounts stand by their
/// identification: no login, no name.</summary>
/// <param name="Nonce">128 random bits, hexadecimal, so that nobody can guess the body from its digest.</param>
/// <param name="What">What was done, for example account-created.</param>
/// <param name="By">The account that did it; «start» is the first start of the installation.</param>
/// <param name="Organisation">The organisation that it concerns.</param>
/// <param name="Account">The account that it concerns.</param>
/// <param name="Key">The key that it concerns.</param>
/// <param name="Role">The role that was given.</param>
/// <param name="Offices">The offices that it was given for.</param>
/// <param name="Kind">What the organisation is.</param>
/// <param name="Country">Country of the organisation.</param>
/// <param name="Until">When what was given ends.</param>
internal sealed record AccessRecord(string Nonce, string What, string By, string? Organisation = null,
    string? Account = null, string? Key = null, Role? Role = null, IReadOnlyList<string>? Offices = null,
    OrganisationKind? Kind = null, string? Country = null, DateTimeOffset? Until = null)
{
    /// <summary>The actor of what nobody did but the program, at its first start.</summary>
    public const string Start = "start";

    /// <summary>A record with a fresh nonce.</summary>
    public static AccessRecord Make(string what, string by) =>
        new(RandomNumberGenerator.GetHexString(32, lowercase: true), what, by);

    /// <summary>Appends it to the journal.</summary>
    public Task<long> AppendAsync(Write write) => write.AppendAsync("access", "access/" + (Account ?? Organisation),
        JsonSerializer.SerializeToUtf8Bytes(this, AccessJson.Default.AccessRecord));
}

/// <summary>The JSON of records of access.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(KebabConverter<Role>), typeof(KebabConverter<OrganisationKind>)])]
[JsonSerializable(typeof(AccessRecord))]
internal sealed partial class AccessJson : JsonSerializerContext;
