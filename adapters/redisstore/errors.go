package redisstore

import (
	"errors"
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"
)

// The settings that errors speak of.
const (
	settingURL      = "UNKNOT_REDIS_URL"
	settingPassword = "UNKNOT_REDIS_PASSWORD"
	settingKey      = "UNKNOT_KEY"
)

// errInput is wrapped by errors about values that no store could keep.
var errInput = errors.New("cannot be stored")

// errAnswer says that a script returned what it cannot return.
var errAnswer = errors.New("the server answers what no script of ours does")

// ErrEmpty says that a database is empty, and was to stay so.
var ErrEmpty = errors.New("nothing is kept in this database yet")

// SettingError says that a setting is wrong or does not fit the server, and
// what to do. It never contains a password.
type SettingError struct {
	Setting string // such as UNKNOT_REDIS_URL
	Why     string // what is wrong and what to do
}

func (e *SettingError) Error() string {
	return fmt.Sprintf("%s: %s", e.Setting, e.Why)
}

// ForeignDatabaseError says that a database is not one that this program may
// write: it belongs to something else, or to another Unknot. Nothing in it was
// changed.
type ForeignDatabaseError struct {
	Why string // what is wrong and what to do
}

func (e *ForeignDatabaseError) Error() string {
	return fmt.Sprintf("the database that %s names %s", settingURL, e.Why)
}

// UnsafeError is what a strict Open returns when the server may lose what it
// confirmed. Nothing in the database was changed.
type UnsafeError struct {
	Persistence Persistence
}

func (e *UnsafeError) Error() string {
	why := e.Persistence.String()
	if e.Persistence.Kept == KeptNothing {
		why += ": set `appendonly yes` in the server's configuration"
	}
	if e.Persistence.Evicts {
		why += ": set `maxmemory-policy noeviction` in the server's configuration"
	}
	return why + ", or start without strict mode"
}

// explain turns what the server or the client says when connecting into what
// is to be done.
func explain(a address, err error) error {
	if err == nil || isOurs(err) {
		return err
	}
	at := strings.Join(a.hosts, ", ")
	setting := func(name, format string, args ...any) error {
		return fmt.Errorf("%w (%w)", &SettingError{name, fmt.Sprintf(format, args...)}, err)
	}
	has := func(text string) bool { return strings.Contains(err.Error(), text) }
	switch {
	case redis.HasErrorPrefix(err, "WRONGPASS"), has("invalid password"), has("invalid username-password"):
		return setting(settingPassword, "the server at %s refuses user or password: check both, here and in %s", at, settingURL)
	case redis.HasErrorPrefix(err, "NOAUTH"), has("without any password configured"):
		return setting(settingPassword, "the server at %s wants a password, or none: compare with its configuration", at)
	case redis.HasErrorPrefix(err, "NOPERM"):
		return setting(settingURL, "the user may not do what Unknot needs: allow it `~unknot:* +@all -@admin` at %s", at)
	case has("cluster support disabled"):
		return setting(settingURL, "the server at %s is no cluster: write redis:// or rediss://", at)
	case redis.HasErrorPrefix(err, "MOVED"):
		return setting(settingURL, "the server at %s is part of a cluster: write redis+cluster://", at)
	case has("DB index is out of range"):
		return setting(settingURL, "the server at %s has no database %d: end the URL with a lower number", at, a.db)
	case has("first record does not look like a TLS handshake"):
		return setting(settingURL, "the server at %s speaks no TLS: write redis://, or switch TLS on there", at)
	case has("certificate"):
		return setting(settingURL, "the certificate of %s is not trusted: name the server as its certificate does, and point SSL_CERT_FILE at its authority", at)
	case has("all sentinels"), redis.HasErrorPrefix(err, "IDONTKNOW"):
		return setting(settingURL, "no Sentinel at %s knows the master %q: check addresses and name", at, a.master)
	case errors.As(err, new(redis.Error)):
		return err // the server is there and says what is wrong
	}
	return setting(settingURL, "cannot reach Redis at %s: is it running, and is the address right?", at)
}

// isOurs says whether an error says already what is to be done.
func isOurs(err error) bool {
	var (
		setting *SettingError
		foreign *ForeignDatabaseError
		unsafe  *UnsafeError
	)
	return errors.As(err, &setting) || errors.As(err, &foreign) || errors.As(err, &unsafe)
}
