# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Builds the module as contrib/http of ns-3 3.35 and earlier (waf).

import os
import shutil

ROOMS = ['text', 'protocol', 'protocol/http2', 'tls', 'attribute', 'workload', 'record', 'wire', 'tcp/machine', 'tcp', 'trace', 'application', 'output']
FOLDERS = ['model/' + room for room in ROOMS] + ['helper', 'helper/topology']
PRIVATE_FOLDERS = ['program']
PUBLIC_HEADERS = 'cmake/http-public-headers.txt'


def options(opt):
    pass


def configure(conf):
    have_sqlite = conf.check_cfg(package='sqlite3', uselib_store='HTTP_SQLITE3',
                                 args=['--cflags', '--libs'], mandatory=False)
    have_json = conf.check_cxx(header_name='nlohmann/json.hpp', mandatory=False)
    have_beast = conf.check_cxx(header_name='boost/beast/http.hpp', mandatory=False)
    have_xml = conf.check_cfg(package='libxml-2.0', uselib_store='HTTP_LIBXML2',
                              args=['--cflags', '--libs'], mandatory=False)
    have_zlib = conf.check_cfg(package='zlib', uselib_store='HTTP_ZLIB',
                               args=['--cflags', '--libs'], mandatory=False)
    have_idn2 = conf.check_cfg(package='libidn2', uselib_store='HTTP_IDN2',
                               args=['--cflags', '--libs'], mandatory=False)
    # Joins the page of show, which is left out without it
    conf.find_program('cmake', mandatory=False)
    have_nghttp2 = conf.check_cfg(package='libnghttp2', uselib_store='HTTP_NGHTTP2',
                                  args=['--cflags', '--libs'], mandatory=False)
    conf.env['HTTP_WITHOUT_HTTP2'] = not have_nghttp2
    conf.env['HTTP_NGHTTP2_RESET_LIMIT'] = bool(have_nghttp2 and conf.check_cxx(
        fragment='''#include <nghttp2/nghttp2.h>
                    int main() { return &nghttp2_option_set_stream_reset_rate_limit == nullptr; }''',
        msg='Checking for nghttp2_option_set_stream_reset_rate_limit', uselib='HTTP_NGHTTP2',
        mandatory=False))
    conf.report_optional_feature('http2', 'HTTP/2', bool(have_nghttp2), 'missing: libnghttp2-dev')
    missing = [name for name, found in (('libsqlite3-dev', have_sqlite),
                                        ('libxml2-dev', have_xml),
                                        ('zlib1g-dev', have_zlib),
                                        ('libidn2-dev', have_idn2),
                                        ('nlohmann-json3-dev', have_json),
                                        ('libboost-dev', have_beast)) if not found]
    conf.env['HTTP_ENABLED'] = not missing
    conf.report_optional_feature('http', 'HTTP/1.1 client and server', not missing,
                                 'missing: ' + ' '.join(missing))
    if missing:
        conf.env['MODULES_NOT_BUILT'].append('http')


def build(bld):
    if not bld.env['HTTP_ENABLED']:
        return

    def files(suffix, folders):
        return [str(node.path_from(bld.path)) for folder in folders
                for node in bld.path.ant_glob(folder + '/*.' + suffix)]

    # This build itself finds all headers side by side as ns3/NAME. As nodes they are what waf's scanner
    # finds, so that what includes one is built anew when it changes.
    root = bld.path.abspath()
    private = bld.bldnode.make_node('http-private-include')
    shutil.rmtree(private.abspath(), ignore_errors=True)
    os.makedirs(os.path.join(private.abspath(), 'ns3'))
    with open(os.path.join(root, PUBLIC_HEADERS)) as f:
        public = set(f.read().split())
    headers = files('h', FOLDERS + PRIVATE_FOLDERS)
    for header in headers:
        link = private.make_node('ns3/' + os.path.basename(header))
        os.symlink(os.path.join(root, header), link.abspath())

    # The last two are for the tests and examples.
    modules = ['core', 'network', 'internet', 'traffic-control', 'applications', 'point-to-point',
               'config-store', 'csma']
    if bld.path.ant_glob('helper/topology/*.cc'):
        modules += ['wifi', 'mobility', 'nix-vector-routing', 'topology-read']
    module = bld.create_ns3_module('http', modules)
    module.source = [name for name in files('cc', FOLDERS + PRIVATE_FOLDERS)
                     if not bld.env['HTTP_WITHOUT_HTTP2'] or '/http2-session' not in name
                     or name.endswith('-none.cc')]
    module.use += ['HTTP_SQLITE3', 'HTTP_LIBXML2', 'HTTP_ZLIB', 'HTTP_IDN2', 'HTTP_NGHTTP2']
    module.cxxflags = ['-std=c++17']
    module.includes = [private]
    with open(os.path.join(bld.path.abspath(), 'VERSION')) as f:
        module.defines = ['HTTP_MODULE_VERSION="%s"' % f.read().strip(),
                          'HTTP_NS3_VERSION="%s"' % bld.env['VERSION'],
                          'HTTP_SOURCE_DIR="%s"' % bld.path.abspath(),
                          'HTTP_BUILT_BY_WAF'] + [
                              name for name in ('HTTP_WITHOUT_HTTP2', 'HTTP_NGHTTP2_RESET_LIMIT')
                              if bld.env[name]]

    data = os.environ.get('HTTP_SHARED_DATA', os.path.join(root, '../shared/data'))
    bld.env['HTTP_SHARED_DATA'] = data
    tests = bld.create_ns3_module_test_library('http')
    tests.source = ['test/http-boost-bridge.cc'] + [
        str(node.path_from(bld.path)) for node in bld.path.ant_glob('test/*/*.cc', excl='test/outside/*')]
    tests.use.append('HTTP_SQLITE3')
    tests.cxxflags = ['-std=c++17']
    tests.includes = [bld.path.find_dir('test'), private]
    tests.defines = ['HTTP_SOURCE_DIR="%s"' % root, 'HTTP_SHARED_DATA="%s"' % data,
                     'HTTP_BUILT_BY_WAF']

    installed = bld(features='ns3header')
    installed.module = 'http'
    installed.source = [h for h in headers if os.path.basename(h) in public]

    if bld.env['ENABLE_EXAMPLES']:
        bld.env['HTTP_PRIVATE_INCLUDE'] = private.abspath()
        bld.recurse('examples')
