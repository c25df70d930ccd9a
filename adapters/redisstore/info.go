package redisstore

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// oldest is the first version of Redis that has all commands our scripts use
// (ZRANGE BYSCORE and ZMSCORE).
const (
	oldestMajor = 6
	oldestMinor = 2
)

// readInfo returns a section of what a server says about itself.
func readInfo(ctx context.Context, client *redis.Client, section string) (map[string]string, error) {
	text, err := client.Info(ctx, section).Result()
	if err != nil {
		return nil, err
	}
	fields := make(map[string]string)
	for line := range strings.Lines(text) {
		if field, value, found := strings.Cut(strings.TrimSpace(line), ":"); found {
			fields[field] = value
		}
	}
	return fields, nil
}

// checkServer compares what the URL says with what the servers are. A user
// who may not ask for INFO is taken at their word.
func checkServer(ctx context.Context, client redis.UniversalClient, a address) error {
	return eachMaster(ctx, client, func(master *redis.Client) error {
		info, err := readInfo(ctx, master, "server")
		if redis.HasErrorPrefix(err, "NOPERM") {
			return nil
		}
		if err != nil {
			return err
		}
		if err := checkVersion(info["redis_version"]); err != nil {
			return err
		}
		return checkMode(info["redis_mode"], a)
	})
}

func checkVersion(version string) error {
	major, rest, _ := strings.Cut(version, ".")
	minor, _, _ := strings.Cut(rest, ".")
	x, errMajor := strconv.Atoi(major)
	y, errMinor := strconv.Atoi(minor)
	if errMajor != nil || errMinor != nil || x > oldestMajor || x == oldestMajor && y >= oldestMinor {
		return nil // a server that numbers itself in another way is given a try
	}
	return &SettingError{settingURL, fmt.Sprintf(
		"the server is Redis %s, Unknot needs %d.%d or newer: update it", version, oldestMajor, oldestMinor)}
}

func checkMode(is string, a address) error {
	at := strings.Join(a.hosts, ", ")
	switch {
	case is == string(cluster) && a.mode != cluster:
		return &SettingError{settingURL, fmt.Sprintf("the server at %s is part of a cluster: write redis+cluster://", at)}
	case is == string(sentinel):
		return &SettingError{settingURL, fmt.Sprintf("the server at %s is a Sentinel: write redis+sentinel://%s/mymaster", at, at)}
	case is == string(single) && a.mode == cluster:
		return &SettingError{settingURL, fmt.Sprintf("the server at %s is no cluster: write redis:// or rediss://", at)}
	}
	return nil
}
