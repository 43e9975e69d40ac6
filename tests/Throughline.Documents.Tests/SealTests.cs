using System.Security.Cryptography;
using CsCheck;
using Throughline.Customs;

namespace Throughline.Documents.Tests;

public sealed class SealTests
{
    private static readonly Gen<string> KeyIds =
        Gen.Char["ABCXYZabcxyz0189.-_"].Array[1, SealPayload.MostKeyIdLength].Select(c => new string(c));

    [Fact]
    public void A_seal_proves_origin_movement_and_content() =>
        Gen.Select(KeyIds, Gen.Int[1, 4]).Sample(
            (keyId, items) =>
            {
                var release = Releases.WithItems(items);
                var seal = TadSeal.Sign(release, Releases.PrivateKey, keyId);
                Assert.True(TadSeal.Verify(seal, null, Releases.PublicKey, out var alone));
                Assert.True(TadSeal.Verify(seal, release, Releases.PublicKey, out var whole));
                Assert.Equal((SealFault.None, SealFault.None), (alone, whole));
                Assert.True(SealPayload.TryParse(seal, out var payload, out _));
                Assert.Equal(("26DE007301000001J8", keyId, seal), (payload.Mrn, payload.KeyId, payload.ToString()));
            },
            iter: 100);

    [Fact]
    public void A_seal_of_which_a_character_is_changed_does_not_hold()
    {
        var release = Releases.Base();
        var seal = TadSeal.Sign(release, Releases.PrivateKey, Releases.KeyId);
        Gen.Select(Gen.Int[0, seal.Length - 1], Gen.Char[' ', '~']).Sample(
            (at, other) =>
            {
                if (seal[at] == other)
                    return;
                var changed = seal[..at] + other + seal[(at + 1)..];
                Assert.False(TadSeal.Verify(changed, null, Releases.PublicKey, out var reason));
                Assert.NotEqual(SealFault.None, reason);
            },
            iter: 2_000);
    }

    [Fact]
    public void A_seal_that_is_cut_or_longer_does_not_hold()
    {
        var seal = TadSeal.Sign(Releases.Base(), Releases.PrivateKey, Releases.KeyId);
        for (var length = 0; length < seal.Length; length++)
            Assert.False(TadSeal.Verify(seal[..length], null, Releases.PublicKey, out _));
        foreach (var added in (string[])["A", "=", " ", "\n", ":"])
        {
            Assert.False(TadSeal.Verify(seal + added, null, Releases.PublicKey, out var reason));
            Assert.Equal(SealFault.Unreadable, reason);
        }
    }

    [Fact]
    public void Any_text_is_refused_without_an_exception() => Gen.String.Sample(text =>
        Assert.False(TadSeal.Verify(text, null, Releases.PublicKey, out _)));

    [Fact]
    public void A_message_of_which_any_value_is_changed_is_other_content()
    {
        var seal = TadSeal.Sign(Releases.WithItems(3), Releases.PrivateKey, Releases.KeyId);
        var lines = MessageEdit.Lines(Releases.WithItems(3)).ToList();
        foreach (var line in lines)
        {
            var changed = Releases.WithItems(3);
            MessageEdit.Apply(changed, line + "X");
            Assert.False(TadSeal.Verify(seal, changed, Releases.PublicKey, out var reason), line);
            var isMrn = line.StartsWith("TransitOperation/MRN", StringComparison.Ordinal);
            Assert.Equal(isMrn ? SealFault.OtherMovement : SealFault.OtherContent, reason);
        }

        Assert.True(lines.Count > 100);
    }

    [Fact]
    public void A_message_with_an_item_more_is_other_content()
    {
        var seal = TadSeal.Sign(Releases.WithItems(3), Releases.PrivateKey, Releases.KeyId);
        Assert.False(TadSeal.Verify(seal, Releases.WithItems(4), Releases.PublicKey, out var reason));
        Assert.Equal(SealFault.OtherContent, reason);
    }

    [Fact]
    public void How_the_file_is_written_does_not_count()
    {
        var release = Releases.Base();
        var seal = TadSeal.Sign(release, Releases.PrivateKey, Releases.KeyId);
        var xml = MessageWriter.ToXml(release).Replace("ncts:", "n:", StringComparison.Ordinal)
            .Replace(":ncts=", ":n=", StringComparison.Ordinal).Replace("\n", "\n\t", StringComparison.Ordinal);
        var read = MessageReader.Read(new StringReader(xml)).Message;
        Assert.True(TadSeal.Verify(seal, read, Releases.PublicKey, out _));
    }

    [Fact]
    public void The_key_of_another_does_not_verify()
    {
        var seal = TadSeal.Sign(Releases.Base(), Releases.PrivateKey, Releases.KeyId);
        var other = Releases.MakeKeys(ECCurve.NamedCurves.nistP256);
        Assert.False(TadSeal.Verify(seal, Releases.Base(), other.Public, out var reason));
        Assert.Equal(SealFault.WrongSignature, reason);
    }

    [Fact]
    public void A_later_version_is_named_as_such()
    {
        var seal = TadSeal.Sign(Releases.Base(), Releases.PrivateKey, Releases.KeyId);
        Assert.False(TadSeal.Verify("TLT2" + seal[4..], null, Releases.PublicKey, out var reason));
        Assert.Equal(SealFault.UnknownVersion, reason);
    }

    [Fact]
    public void Keys_that_cannot_be_used_are_refused()
    {
        var p384 = Releases.MakeKeys(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        foreach (var key in (string[])[p384.Private, rsa.ExportPkcs8PrivateKeyPem(), Releases.PublicKey, "", "key"])
        {
            Assert.Throws<ArgumentException>(() => TadSeal.Sign(Releases.Base(), key, Releases.KeyId));
            if (key != Releases.PublicKey)
                Assert.Throws<ArgumentException>(() => TadSeal.Verify("", null, key, out _));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:b")]
    [InlineData("Ա")]
    [InlineData("123456789012345678901234567890123")]
    public void Ids_of_another_form_are_refused(string keyId) =>
        Assert.Throws<ArgumentException>(() => TadSeal.Sign(Releases.Base(), Releases.PrivateKey, keyId));

    [Theory]
    [InlineData(null)]
    [InlineData("26DE")]
    [InlineData("26DE007301000001J\n")]
    public void A_message_without_an_MRN_is_not_sealed(string? mrn)
    {
        var release = Releases.Base();
        release.Root.First("TransitOperation")!["MRN"] = mrn;
        Assert.Throws<ArgumentException>(() => TadSeal.Sign(release, Releases.PrivateKey, Releases.KeyId));
    }

    [Fact]
    public void The_canonical_content_is_written_in_one_way()
    {
        var message = Message.Make("CC029C");
        message.Root["messageSender"] = "Ա=\n";
        message.Root.Open("TransitOperation")["LRN"] = "";
        message.Root.Add("Guarantee");
        Assert.Equal(
            ["CC029C\n", "messageSender=4:Ա=\n\n", "TransitOperation[1]/LRN=0:\n", "Guarantee[1]/\n"],
            CanonicalContent.Lines(message));
    }

    [Fact]
    public void A_value_cannot_pass_for_two()
    {
        var (one, two) = (Message.Make("CC029C"), Message.Make("CC029C"));
        one.Root["messageSender"] = "a\nmessageRecipient=1:b";
        two.Root["messageSender"] = "a";
        two.Root["messageRecipient"] = "b";
        Assert.NotEqual(CanonicalContent.Digest(one), CanonicalContent.Digest(two));
    }
}
