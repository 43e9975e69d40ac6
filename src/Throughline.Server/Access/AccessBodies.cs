namespace Throughline.Server;

/// <summary>A login.</summary>
/// <param name="Login">Name of the account at login; upper and lower case are alike.</param>
/// <param name="Password">Its password.</param>
public sealed record LoginBody(string Login, string Password);

/// <summary>A one-time secret that is redeemed.</summary>
/// <param name="Secret">The secret, as it was handed over.</param>
/// <param name="Password">The password to set: 12 to 200 characters, at least 5 of them different, without the
/// login.</param>
public sealed record FirstBody(string Secret, string Password);

/// <summary>A change of the own password.</summary>
/// <param name="Current">The password so far.</param>
/// <param name="Password">The new one: 12 to 200 characters, at least 5 of them different, without the login.</param>
public sealed record PasswordBody(string Current, string Password);

/// <summary>A new organisation.</summary>
/// <param name="Kind">trader, guarantor, customs or front-office. A country has one customs organisation.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Name">Its name, at most 200 characters.</param>
/// <param name="Identification">Number under which it sends and gets messages, for example an EORI number; null of one
/// that sends none. Administrations have none: they are known by their country.</param>
public sealed record NewOrganisationBody(
    OrganisationKind Kind, string Country, string Name, string? Identification = null);

/// <summary>What is changed in an organisation: all fields take the place of those before.</summary>
/// <param name="Name">Its name, at most 200 characters.</param>
/// <param name="Identification">Number under which it sends and gets messages; null of one that sends none.</param>
/// <param name="Closed">Whether it is closed: none of its accounts comes in.</param>
public sealed record OrganisationBody(string Name, string? Identification, bool Closed);

/// <summary>A new account.</summary>
/// <param name="Login">Name at login: 3 to 100 of a–z, 0–9, and . _ @ + - behind the first.</param>
/// <param name="Name">Who or what it is for, at most 200 characters.</param>
/// <param name="Role">What it may do; the kind of its organisation bounds it.</param>
/// <param name="Offices">Reference numbers of the offices that an officer or supervisor decides for; none: all of the
/// administration.</param>
public sealed record NewAccountBody(string Login, string Name, Role Role, IReadOnlyList<string> Offices);

/// <summary>What is changed in an account: all fields take the place of those before.</summary>
/// <param name="Name">Who or what it is for, at most 200 characters.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Offices">Reference numbers of the offices that it decides for; none: all of the administration.</param>
/// <param name="Disabled">Whether it is disabled: it does not come in, and its sessions end at once.</param>
public sealed record AccountBody(string Name, Role Role, IReadOnlyList<string> Offices, bool Disabled);

/// <summary>A new key for a system.</summary>
/// <param name="Name">What it is for, at most 100 characters.</param>
/// <param name="Days">How long it is good, 1 to 366.</param>
public sealed record NewKeyBody(string Name, int Days);

/// <summary>How a key gives way to its successor.</summary>
/// <param name="OverlapHours">How long the old key is still good, 0 to 720; never longer than it would have
/// been.</param>
public sealed record RotationBody(int OverlapHours);
