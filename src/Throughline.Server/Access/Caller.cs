namespace Throughline.Server;

/// <summary>What an account may do. One account has one role, in one organisation.</summary>
public enum Role
{
    /// <summary>Lodges declarations and messages for its own organisation.</summary>
    Trader,
    /// <summary>Lodges for organisations that gave its own a mandate.</summary>
    Representative,
    /// <summary>Stands surety: registers guarantees and sees how they are used.</summary>
    Guarantor,
    /// <summary>Collects papers and fees. Decides nothing.</summary>
    FrontOffice,
    /// <summary>Decides for offices of its administration.</summary>
    Officer,
    /// <summary>Decides, gives the second signature, and sees the whole administration.</summary>
    Supervisor,
    /// <summary>The system of another administration: sends and fetches its messages.</summary>
    Neighbour,
    /// <summary>Runs the corridor: sees load and queues, no declarations.</summary>
    Operator,
    /// <summary>Reads the journal and everything that it proves; changes nothing.</summary>
    Auditor,
    /// <summary>Keeps accounts of its organisation; sees no declarations.</summary>
    Administrator,
}

/// <summary>What an organisation is. It bounds the roles that its accounts can have.</summary>
public enum OrganisationKind
{
    /// <summary>Trades, carries or declares.</summary>
    Trader,
    /// <summary>Stands surety.</summary>
    Guarantor,
    /// <summary>A customs administration; a country has one.</summary>
    Customs,
    /// <summary>Collects papers and fees for a customs administration.</summary>
    FrontOffice,
    /// <summary>Runs this installation and the corridor.</summary>
    Operator,
}

/// <summary>Who makes a request.</summary>
/// <param name="Account">Identification of the account: stands in the journal.</param>
/// <param name="Role">Its role.</param>
/// <param name="Organisation">Identification of its organisation.</param>
/// <param name="Kind">What the organisation is.</param>
/// <param name="Country">Country of the organisation, two letters.</param>
/// <param name="Identification">Number of the organisation in messages, for example an EORI number; null of one that
/// sends none.</param>
/// <param name="Offices">Reference numbers of the offices that an officer decides for; empty: all of the
/// administration.</param>
public sealed record Caller(string Account, Role Role, string Organisation, OrganisationKind Kind, string Country,
    string? Identification, IReadOnlyList<string> Offices)
{
    /// <summary>Whether it decides for an office. Only accounts of customs organisations ever do.</summary>
    public bool DecidesFor(string office) => Kind == OrganisationKind.Customs
        && Role is (Role.Officer or Role.Supervisor)
        && office.StartsWith(Country, StringComparison.Ordinal) && (Offices.Count == 0 || Offices.Contains(office));
}
