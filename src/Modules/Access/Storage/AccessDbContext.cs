using Microsoft.EntityFrameworkCore;

namespace BookedBarber.Access.Storage;

/// <summary>Only for Identity's user store. The schema is made by our own migrations.</summary>
internal sealed class AccessDbContext(DbContextOptions<AccessDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var person = modelBuilder.Entity<Person>();
        person.ToTable("person", "access");
        person.HasKey(p => p.Id);
        person.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
        person.Property(p => p.Email).HasColumnName("email");
        person.Property(p => p.NormalizedEmail).HasColumnName("normalized_email");
        person.Property(p => p.Name).HasColumnName("name");
        person.Property(p => p.PasswordHash).HasColumnName("password_hash");
        person.Property(p => p.SecurityStamp).HasColumnName("security_stamp");
        person.Property(p => p.ConcurrencyStamp).HasColumnName("concurrency_stamp").IsConcurrencyToken();
        person.Property(p => p.AccessFailedCount).HasColumnName("access_failed_count");
        person.Property(p => p.LockoutEnabled).HasColumnName("lockout_enabled");
        person.Property(p => p.LockoutEnd).HasColumnName("lockout_end");
        person.Property(p => p.Status).HasColumnName("status");
        person.Property(p => p.IsAdministrator).HasColumnName("is_administrator");
        person.Property(p => p.LastSignInAt).HasColumnName("last_sign_in_at");
        person.Property(p => p.Version).HasColumnName("version");
        person.Property(p => p.CreatedAt).HasColumnName("created_at");
        person.Ignore(p => p.UserName).Ignore(p => p.NormalizedUserName).Ignore(p => p.EmailConfirmed)
            .Ignore(p => p.PhoneNumber).Ignore(p => p.PhoneNumberConfirmed).Ignore(p => p.TwoFactorEnabled);
    }
}
