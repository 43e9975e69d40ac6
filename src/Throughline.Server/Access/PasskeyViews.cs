namespace Throughline.Server;

/// <summary>A challenge for a device.</summary>
/// <param name="Ticket">Send it back with the device's answer; good once, for five minutes.</param>
/// <param name="Options">Options for <c>navigator.credentials</c>, as JSON in a text.</param>
public sealed record PasskeyChallenge(string Ticket, string Options);

/// <summary>A login by passkey.</summary>
/// <param name="Ticket">The ticket of the challenge.</param>
/// <param name="Credential">What <c>navigator.credentials.get()</c> gave, as JSON in a text.</param>
public sealed record PasskeyLoginBody(string Ticket, string Credential);

/// <summary>The beginning of a new passkey.</summary>
/// <param name="Password">The password of the own account.</param>
public sealed record BeginPasskeyBody(string Password);

/// <summary>A new passkey.</summary>
/// <param name="Ticket">The ticket of the challenge.</param>
/// <param name="Credential">What <c>navigator.credentials.create()</c> gave, as JSON in a text.</param>
/// <param name="Name">What device it is on, at most 100 characters.</param>
public sealed record NewPasskeyBody(string Ticket, string Credential, string Name);

/// <summary>A passkey, without anything that helps to use it.</summary>
/// <param name="Id">Identification.</param>
/// <param name="Name">What device it is on.</param>
/// <param name="IsBackedUp">Whether the device keeps copies of it elsewhere.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="UsedAt">When it was last used, or null.</param>
public sealed record PasskeyView(
    string Id, string Name, bool IsBackedUp, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt)
{
    internal static PasskeyView Of(PasskeyRow row) => new(row.Id, row.Name, row.IsBackedUp, row.CreatedAt, row.UsedAt);
}

/// <summary>Passkeys.</summary>
/// <param name="Passkeys">In the order in which they were added.</param>
public sealed record PasskeyList(IReadOnlyList<PasskeyView> Passkeys);
