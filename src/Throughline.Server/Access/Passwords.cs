using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Throughline.Server;

/// <summary>Hashes and compares passwords, a few at a time.</summary>
internal sealed class Passwords : IDisposable
{
    private const int Shortest = 12;
    private const int Longest = 200;
    private const int FewestDifferent = 5;
    // PBKDF2 with HMAC-SHA-512 as OWASP's cheat sheet on storing passwords advises.
    private const int Iterations = 210_000;
    private readonly PasswordHasher<string> _hasher = new(
        Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly WorkGate _gate;
    private readonly string _nobody;

    /// <summary>Makes it.</summary>
    public Passwords(TimeProvider time)
    {
        _gate = new WorkGate(Environment.ProcessorCount, 256, TimeSpan.FromSeconds(30), time);
        _nobody = _hasher.HashPassword("", Secret.Make());
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>What is wrong with a new password, or null.</summary>
    public static string? FindFault(string password, string login)
    {
        var text = Normal(password);
        var key = text.Length is < Shortest or > Longest ? "access.password-length"
            : text.EnumerateRunes().Distinct().Count() < FewestDifferent ? "access.password-same"
            : text.Contains(login, StringComparison.OrdinalIgnoreCase) ? "access.password-login"
            : null;
        return key is null ? null : Texts.Server.Get(key, Shortest, Longest, FewestDifferent);
    }

    /// <summary>The hash of a password.</summary>
    public async Task<string> HashAsync(string password, CancellationToken cancellation)
    {
        using var turn = await _gate.EnterAsync(cancellation);
        return _hasher.HashPassword("", Normal(password));
    }

    /// <summary>Compares. Without a hash it works as long and answers no, so that the time tells nothing.</summary>
    public async Task<bool> IsRightAsync(string? hash, string password, CancellationToken cancellation)
    {
        using var turn = await _gate.EnterAsync(cancellation);
        var result = _hasher.VerifyHashedPassword("", hash ?? _nobody, Normal(password));
        return hash is not null && result != PasswordVerificationResult.Failed;
    }

    // The same password typed on two keyboards may come in two forms of Unicode.
    private static string Normal(string password) => password.Normalize(NormalizationForm.FormKC);
}
