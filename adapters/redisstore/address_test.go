package redisstore

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestParseAddress(t *testing.T) {
	for url, want := range map[string]address{
		"redis://localhost":                       {mode: single, hosts: []string{"localhost:6379"}},
		"redis://localhost/":                      {mode: single, hosts: []string{"localhost:6379"}},
		"redis://10.0.0.1:7000/3":                 {mode: single, hosts: []string{"10.0.0.1:7000"}, db: 3},
		"redis://[::1]:7000":                      {mode: single, hosts: []string{"[::1]:7000"}},
		"redis://[::1]":                           {mode: single, hosts: []string{"[::1]:6379"}},
		"rediss://bot:p%40ss%2F%25@redis.example": {mode: single, tls: true, user: "bot", password: "p@ss/%", hosts: []string{"redis.example:6379"}},
		"redis://:secret@r":                       {mode: single, password: "secret", hosts: []string{"r:6379"}},
		"redis://:a:b@c@r":                        {mode: single, password: "a:b@c", hosts: []string{"r:6379"}},
		"redis+cluster://a,b:7001":                {mode: cluster, hosts: []string{"a:6379", "b:7001"}},
		"redis+cluster://a/?tls=true":             {mode: cluster, tls: true, hosts: []string{"a:6379"}},
		"redis+sentinel://a,b:1/mymaster":         {mode: sentinel, hosts: []string{"a:26379", "b:1"}, master: "mymaster"},
		"redis+sentinel://u:p@a/m/2?tls=false":    {mode: sentinel, user: "u", password: "p", hosts: []string{"a:26379"}, master: "m", db: 2},
	} {
		if got, err := parseAddress(url); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %+v, %v, want %+v", url, got, err, want)
		}
	}
}

// badURLs all hold a password that must not come up again.
func badURLs() []string {
	return []string{
		"", "localhost:6379", "hunter2", "http://u:hunter2@h", "redis:/u:hunter2@h", "REDIS://u:hunter2@h",
		"redis://u:hunter2@", "redis://u:hunter2@h:port", "redis://u:hunter2@h:0", "redis://u:hunter2@h:70000",
		"redis://u:hunter2@h/db", "redis://u:hunter2@h/-1", "redis://u:hunter2@h/1/2", "redis://u:hunter2@a,b",
		"redis://u:hunter2/x@h", "redis://u:hunter2#x@h:1:2", "redis://u:hunter2?x@h", "redis://u:hunter2%@h",
		"redis://u:hunter2@h?db=hunter2", "redis://u:hunter2@h?tls=true", "redis://u:hunter2@[::1", "redis://u:hunter2@::1",
		"redis+cluster://u:hunter2@h/1", "redis+cluster://u:hunter2@a,,b", "redis+cluster://u:hunter2@h?tls=hunter2",
		"redis+sentinel://u:hunter2@h", "redis+sentinel://u:hunter2@h/m/x", "redis+sentinel://u:hunter2@h//1",
		"redis://u:hunter2@h h", "redis://u:hunter2@\x00",
	}
}

func TestParseAddressRefuses(t *testing.T) {
	for _, url := range badURLs() {
		a, err := parseAddress(url)
		if err == nil {
			// What cannot be told from a name is left to the connection.
			if url == "redis://u:hunter2@\x00" {
				continue
			}
			t.Errorf("%q is taken for %+v", url, a)
			continue
		}
		if !errors.As(err, new(*SettingError)) || !strings.HasPrefix(err.Error(), "UNKNOT_REDIS_URL: ") {
			t.Errorf("%q: %v does not name the setting", url, err)
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: the password is in %q", url, err)
		}
	}
}

func FuzzParseAddress(f *testing.F) {
	for _, url := range badURLs() {
		f.Add(url)
	}
	f.Add("redis+sentinel://u:p@a,b:1/m/2?tls=true")
	f.Fuzz(func(t *testing.T, url string) {
		a, err := parseAddress(url)
		if err == nil && len(a.hosts) == 0 {
			t.Errorf("%q has no host", url)
		}
	})
}
