# cmake --install: a mpilab that many people use and nobody writes to. PREFIX/share/mpilab has the sources, for those who
# copy it to work in, and in build/installed what ./lab runs. PREFIX/bin/mpilab is its ./lab.
set(house share/mpilab)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/ DESTINATION ${house} USE_SOURCE_PERMISSIONS
    REGEX "/(build|my|[.]git|[.]lab|compile_commands[.]json|[.]installed)$" EXCLUDE
    REGEX "/exercises/.*/[^/]*[.]c(|[.]before-reset-[0-9]*)$" EXCLUDE
    REGEX "/results/[^.][^/]*$" EXCLUDE)
install(DIRECTORY ${CMAKE_BINARY_DIR}/skeletons/ DESTINATION ${house}/exercises FILES_MATCHING PATTERN "*.c")
install(DIRECTORY ${CMAKE_BINARY_DIR}/bin ${CMAKE_BINARY_DIR}/lib ${CMAKE_BINARY_DIR}/solutions
    DESTINATION ${house}/build/installed USE_SOURCE_PERMISSIONS OPTIONAL)
install(FILES ${CMAKE_BINARY_DIR}/launch.env ${CMAKE_BINARY_DIR}/programs.tsv DESTINATION ${house}/build/installed)
install(CODE [[
    set(house ${CMAKE_INSTALL_PREFIX}/share/mpilab)
    file(WRITE $ENV{DESTDIR}${house}/.installed "${house}\n")
    file(MAKE_DIRECTORY $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin)
    file(CREATE_LINK ../share/mpilab/lab $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin/mpilab SYMBOLIC)
]])
