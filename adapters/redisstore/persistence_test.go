package redisstore_test

import (
	"strings"
	"testing"

	"unknot/adapters/redisstore"
)

func TestPersistence(t *testing.T) {
	for name, test := range map[string]struct {
		args   []string
		kept   redisstore.Kept
		evicts bool
		says   string
		unsafe bool
	}{
		"always": {[]string{"--appendfsync", "always"}, redisstore.KeptAlways, false, "loses nothing", false},
		"always, not while rewriting": {[]string{"--appendfsync", "always", "--no-appendfsync-on-rewrite", "yes"},
			redisstore.KeptSystem, false, "half minute", false},
		"every second": {nil, redisstore.KeptSecond, false, "last second", false},
		"never synced": {[]string{"--appendfsync", "no"}, redisstore.KeptSystem, false, "half minute", false},
		"snapshots":    {[]string{"--appendonly", "no", "--save", "60 1"}, redisstore.KeptSnapshots, false, "last one", false},
		"nothing":      {[]string{"--appendonly", "no"}, redisstore.KeptNothing, false, "loses everything", true},
		"evicts": {[]string{"--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"},
			redisstore.KeptSecond, true, "allkeys-lru", true},
		"no limit, no eviction": {[]string{"--maxmemory-policy", "allkeys-lru"}, redisstore.KeptSecond, false, "", false},
		"forbidden":             {[]string{"--user", "default", "on", "nopass", "~*", "+@all", "-config"}, redisstore.KeptUnknown, false, "CONFIG is forbidden", false},
		"forbidden, but off": {[]string{"--appendonly", "no", "--user", "default", "on", "nopass", "~*", "+@all", "-config"},
			redisstore.KeptUnknown, false, "CONFIG is forbidden", false},
		"all forbidden": {[]string{"--user", "default", "on", "nopass", "~*", "+@all", "-config", "-info"}, redisstore.KeptUnknown, false, "CONFIG is forbidden", false},
		"renamed":       {[]string{"--rename-command", "CONFIG", ""}, redisstore.KeptUnknown, false, "CONFIG is forbidden", false},
	} {
		t.Run(name, func(t *testing.T) {
			server := start(t, test.args...)
			p, err := open(t, server.url(0), nil).Persistence(t.Context())
			if err != nil || p.Kept != test.kept || p.Evicts != test.evicts || !strings.Contains(p.String(), test.says) {
				t.Errorf("Persistence: %+v (%v), %v", p, p, err)
			}
			strict := options(server.url(1), nil)
			strict.Strict = true
			if !test.unsafe {
				openWith(t, strict)
				return
			}
			wantRefused(t, strict, new(*redisstore.UnsafeError), "set `", "strict")
			if n, err := server.client(t, 1).DBSize(t.Context()).Result(); n != 0 || err != nil {
				t.Errorf("the refused server has %d keys, %v", n, err)
			}
		})
	}
}
